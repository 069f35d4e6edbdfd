import BelfryModel

/// How long ago the last image of the engine was, in what it would spare a restart.
///
/// Pure.
struct ImagePace {
    /// After so many readings, some seconds of reading the journal.
    static let readings: UInt64 = 2_000_000
    /// Or after so long, whichever comes first: an image is some megabytes, and disks wear out.
    static let longestNanoseconds = Nanoseconds.perHour
    /// What came by a bypass has to be stored first, and comes from the broker a second time.
    static let bypassNanoseconds = Nanoseconds.perMinute

    private var takenAt: Int64
    private var readingsThen: UInt64 = 0
    private var bypassedAt: Int64?
    private var isDemanded = false

    init(now: Int64) {
        takenAt = now
    }

    /// A bypass is open.
    mutating func noteBypass(now: Int64) {
        bypassedAt = now
    }

    /// Whether an image made now would hold nothing that may come again.
    func mayTake(now: Int64) -> Bool {
        bypassedAt.map { now - $0 >= Self.bypassNanoseconds } ?? true
    }

    /// The next batch is to have one: what the journal holds after the last would not come to the same again.
    mutating func demand() {
        isDemanded = true
    }

    func isDue(now: Int64, readings: UInt64) -> Bool {
        guard mayTake(now: now), readings > readingsThen else { return false }
        return isDemanded || now - takenAt >= Self.longestNanoseconds || readings - readingsThen >= Self.readings
    }

    mutating func take(now: Int64, readings: UInt64) {
        takenAt = now
        readingsThen = readings
        isDemanded = false
    }
}
