import BelfryModel

/// What has been stored, as of the last commit, so that nobody has to wait for one that hangs.
struct StoreCounters {
    /// Readings that this process stored.
    private(set) var readings: Int64 = 0
    private(set) var lastCommit: Timestamp?
    /// The number of the last row of the journal.
    private(set) var lastRow: Int64 = 0
    /// Readings ever until the last row of the journal.
    private(set) var total: Int64 = 0
    private(set) var history = HistoryCount()
    private(set) var newestArrival: Timestamp?

    /// Whether a damaged file is being read out.
    var isSalvaging = false

    mutating func countReadings(_ count: Int, at now: Timestamp) {
        readings += Int64(count)
        lastCommit = now
    }

    mutating func publish(_ end: JournalEnd) {
        lastRow = end.lastRow
        total = end.total
        newestArrival = end.newestArrival
    }

    mutating func publish(_ count: HistoryCount) {
        history = count
    }
}
