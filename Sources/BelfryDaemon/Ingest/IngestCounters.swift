import BelfryModel

/// What the ingest thread counts beside the ledger.
struct IngestCounters {
    /// After the last shed reading the limit counts as reached for so long.
    static let shedMemoryNanoseconds = 5 * Nanoseconds.perMinute

    /// Readings handed to the engine.
    var readings: UInt64 = 0
    var lastMessageAt: Timestamp?
    var lastShedAt: Timestamp?
    var overload = OverloadAccount()
    var messageRate = RateMeter()
    var readingRate = RateMeter()
    var clock = ClockAccount()

    /// The arrival clock was set forward, and no time has passed.
    mutating func setClock(byNanoseconds distance: Int64) {
        clock.steps += 1
        clock.steppedNanoseconds += distance
        lastMessageAt = lastMessageAt?.advanced(byNanoseconds: distance)
        lastShedAt = lastShedAt?.advanced(byNanoseconds: distance)
        overload.moveClock(byNanoseconds: distance)
        messageRate.moveClock(byNanoseconds: distance)
        readingRate.moveClock(byNanoseconds: distance)
    }

    /// Whether the series limit kept readings out lately.
    func hasReachedSeriesLimit(now: Timestamp) -> Bool {
        lastShedAt.map { now.nanosecondsSince($0) < Self.shedMemoryNanoseconds } ?? false
    }
}
