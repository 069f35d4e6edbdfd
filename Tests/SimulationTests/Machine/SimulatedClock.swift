import BelfryModel

/// The clocks of the machine that Belfry runs on, beside the true time that the sensors go by.
///
/// ```
/// truth      ──────────────────────────────────►
/// monotonic  0 ─────────────►│0 ───────╌╌╌╌────►     a power cut begins it anew; it stands still while the machine sleeps
/// wall       ─────╮    ╭───────────────────────►     steps both ways
///                 ╰────╯
/// ```
struct SimulatedClock {
    private(set) var truth: Timestamp
    private var bootedAt: Timestamp
    private var wallErrorNanoseconds: Int64 = 0
    /// Asleep since boot, but for the sleep under way.
    private(set) var suspendedNanoseconds: Int64 = 0
    private(set) var asleepSince: Timestamp?

    init(truth: Timestamp) {
        self.truth = truth
        // Whoever takes the monotonic clock for the time since its own start shall stumble.
        self.bootedAt = truth.advanced(byNanoseconds: -5_000 * Nanoseconds.perSecond)
    }

    var monotonicNanoseconds: Int64 { (asleepSince ?? truth).nanosecondsSince(bootedAt) - suspendedNanoseconds }
    var isAsleep: Bool { asleepSince != nil }
    var wall: Timestamp { truth.advanced(byNanoseconds: wallErrorNanoseconds) }

    /// Lets time pass; never back.
    mutating func advance(to instant: Timestamp) {
        truth = max(truth, instant)
    }

    /// Somebody sets the wall clock: so far from the truth it is from now on.
    mutating func setWall(errorNanoseconds: Int64) {
        wallErrorNanoseconds = errorNanoseconds
    }

    /// The machine starts again.
    mutating func reboot() {
        bootedAt = truth
        suspendedNanoseconds = 0
    }

    mutating func fallAsleep() {
        asleepSince = truth
    }

    mutating func wakeUp() {
        suspendedNanoseconds += truth.nanosecondsSince(asleepSince ?? truth)
        asleepSince = nil
    }
}
