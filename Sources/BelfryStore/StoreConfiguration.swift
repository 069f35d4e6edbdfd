public import BelfryModel

/// Where the store lives and how long it keeps what.
public struct StoreConfiguration: Hashable, Sendable {
    /// The history, which SQL tools read, in a directory that exists; the journal lies beside it.
    public var path: String
    public var retention: RetentionPolicy
    /// How long rows stay in the journal, for a restart to read again.
    public var journalNanoseconds: Int64
    /// A reading that is older when it comes is marked late.
    public var allowedLatenessNanoseconds: Int64
    /// How many rejected messages are kept to look at; beyond it the oldest is overwritten.
    public var quarantineLimit: Int
    /// A write-ahead log that readers keep from being emptied grows no further than about this: then nothing more is sealed.
    public var logLimitBytes: Int
    /// Permissions of a new database: its group may read, nobody else.
    public var fileMode: UInt32
    /// A reader never creates, changes or locks anything.
    public var isReadOnly: Bool

    /// Where readings land before they are history; beside the database, whose name it has with `.journal` behind it.
    var journalPath: String { path + ".journal" }

    /// How long after its end an hour is waited for before it is packed: a reading that comes later has it packed again.
    var sealingDelayNanoseconds: Int64 {
        min(max(allowedLatenessNanoseconds, 2 * Nanoseconds.perMinute), Nanoseconds.perHour)
    }

    public init(
        path: String,
        retention: RetentionPolicy = RetentionPolicy(),
        journalNanoseconds: Int64 = 2 * Nanoseconds.perHour,
        allowedLatenessNanoseconds: Int64 = 30 * Nanoseconds.perSecond,
        quarantineLimit: Int = 1_024,
        logLimitBytes: Int = 64 << 20,
        fileMode: UInt32 = 0o640,
        isReadOnly: Bool = false
    ) {
        self.path = path
        self.retention = retention
        self.journalNanoseconds = journalNanoseconds
        self.allowedLatenessNanoseconds = allowedLatenessNanoseconds
        self.quarantineLimit = quarantineLimit
        self.logLimitBytes = logLimitBytes
        self.fileMode = fileMode
        self.isReadOnly = isReadOnly
    }
}
