// The arrival clock. Every reading is stamped with it, windows close by it and deadlines fire by it, so a step of the
// wall clock (NTP after a boot without a battery, an operator's `date -s`) must never run through to the engine: a jump
// forward would silence every sensor at once, a jump back would stamp two readings alike.

public import BelfryModel

/// A clock that runs with the monotonic one, leans towards the wall clock, and never tells the same instant twice.
///
/// ```
/// wall ────────┐            ┌──────────   a step of the wall clock
///              └────────────┘
/// steady ────────────╲______╱──────────   is walked to at 5 % of elapsed time, never backwards
/// ```
public struct SteadyClock: Sendable {
    /// The wall clock is approached by at most a twentieth of the time that passes.
    static let slewDivisor: Int64 = 20
    /// A difference above this is worth an operator's attention.
    public static let reportedDifferenceNanoseconds = Nanoseconds.perMinute

    private var offset: Int64
    private var lastMonotonic: Int64
    /// The newest instant told.
    public private(set) var last: Timestamp

    /// How far the wall clock was ahead of this one at the last reading, in nanoseconds.
    public private(set) var differenceNanoseconds: Int64 = 0

    /// A clock that starts at the wall clock, or just after the newest instant already stored where that is later.
    public init(wall: Timestamp, monotonicNanoseconds: Int64, notBefore newestStored: Timestamp = .distantPast) {
        let start = max(wall, newestStored)
        self.offset = start.nanosecondsSince(Timestamp(nanoseconds: monotonicNanoseconds))
        self.lastMonotonic = monotonicNanoseconds
        self.last = start
    }

    /// The next instant without a look at the clocks, for what comes right after something that was told one.
    public mutating func next() -> Timestamp {
        last = last.advanced(byNanoseconds: 1)
        return last
    }

    /// The present instant: later than every instant told before.
    public mutating func now(wall: Timestamp, monotonicNanoseconds: Int64) -> Timestamp {
        let elapsed = max(0, monotonicNanoseconds - lastMonotonic)
        lastMonotonic = max(lastMonotonic, monotonicNanoseconds)
        let steady = Timestamp(nanoseconds: lastMonotonic).advanced(byNanoseconds: offset)
        differenceNanoseconds = wall.nanosecondsSince(steady)
        let reach = elapsed / Self.slewDivisor
        let lean = min(max(differenceNanoseconds, -reach), reach)
        offset += lean
        last = max(steady.advanced(byNanoseconds: lean), last.advanced(byNanoseconds: 1))
        return last
    }
}
