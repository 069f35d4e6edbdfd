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

    /// Whether the series limit kept readings out lately.
    func hasReachedSeriesLimit(now: Timestamp) -> Bool {
        lastShedAt.map { now.nanosecondsSince($0) < Self.shedMemoryNanoseconds } ?? false
    }
}
