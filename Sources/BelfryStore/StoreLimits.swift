/// How much the store takes at a time, and what happens beyond.
public enum StoreLimits {
    /// Batches whose deliveries are kept; the oldest is overwritten.
    ///
    /// A broker repeats only what was not acknowledged: the last batch, or the one before where the acknowledgement
    /// itself was lost.
    public static let deliveryBatches = 16
    /// Readings of a series that are looked through for one answer in steps.
    static let pointsPerAnswer = 1 << 24
    /// Memory for readings that are not in a chunk yet: some 40 million of a steady city.
    ///
    /// Beyond it the hour is packed before it is over, and once more when it is.
    static let openReadingBytes = 64 << 20
    /// Readings, and series, packed in one transaction: some milliseconds.
    static let readingsPerSlice = 32_768
    static let seriesPerSlice = 1_024
    /// Readings of an import that are held until they are sorted by hour: some 80 MB.
    static let readingsPerImport = 1 << 20
    /// Series of which one transaction sums up a day.
    static let seriesPerDaySlice: Int32 = 512
    /// Rows, and readings, that are taken from the journal at a time.
    static let rowsPerLoad = 1_024
    static let readingsPerLoad = 65_536
    /// Quarantined messages kept of one batch, the last ones: they are samples, and the ledger has the count.
    public static let quarantinePerCommit = 64
    /// Readings that one query answers at most; ask again from the last one's time.
    public static let readingsPerQuery = 100_000
    /// How far back the latest reading of a series is looked for.
    public static let latestHours: Int64 = 48
    /// Steps that one query answers at most.
    public static let windowsPerQuery = 100_000
    /// Incidents that one query answers at most.
    public static let incidentsPerQuery = 2_048
    /// Journal rows that one call prunes at most; call again while its report says that more is due.
    public static let rowsPerPrune = 256
    /// Files that can be set aside in one second.
    static let setAsideNames = 100
    /// Rows of a damaged file that are copied in one transaction.
    static let rowsPerSalvage = 1_024
    /// For so long at least a jump of the wall clock is not believed by retention.
    static let leastPatienceNanoseconds: Int64 = 30 * 24 * 3_600 * 1_000_000_000
    /// Chunks, or windows, that one call prunes at most.
    static let rowsPerHistoryPrune = 1_024
    /// Incidents that one call prunes at most.
    static let incidentsPerPrune = 64
    /// Frames in the write-ahead log at which it is copied into the database file: 4 MB.
    public static let framesPerCheckpoint = 1_000
    /// Rows whose times are summed up in one row of `journal_span`.
    public static let rowsPerSpan: Int64 = 1_024
    /// After an unclean stop, files up to this size are checked whole at start: about a second's work.
    public static let checkedFileBytes: Int64 = 64 << 20
    /// Damaged rows that a report names.
    public static let damagedRowsNamed = 16
    /// How long a statement waits for an operator's lock before the writer is told and tries again.
    public static let busySeconds = 0.25
}
