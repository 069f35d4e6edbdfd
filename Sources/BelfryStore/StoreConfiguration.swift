public import BelfryModel

/// Where the store lives and how long it keeps what.
public struct StoreConfiguration: Hashable, Sendable {
    /// The database file; its directory must exist.
    public var path: String
    /// Raw readings that are older than this, measured against the newest stored, may be pruned.
    public var rawRetentionNanoseconds: Int64
    /// How many rejected messages are kept to look at; beyond it the oldest is overwritten.
    public var quarantineLimit: Int
    /// Permissions of a new database: its group may read, nobody else.
    public var fileMode: UInt32
    /// A reader never creates, changes or locks anything.
    public var isReadOnly: Bool

    public init(
        path: String,
        rawRetentionNanoseconds: Int64 = 30 * Nanoseconds.perDay,
        quarantineLimit: Int = 1_024,
        fileMode: UInt32 = 0o640,
        isReadOnly: Bool = false
    ) {
        self.path = path
        self.rawRetentionNanoseconds = rawRetentionNanoseconds
        self.quarantineLimit = quarantineLimit
        self.fileMode = fileMode
        self.isReadOnly = isReadOnly
    }
}
