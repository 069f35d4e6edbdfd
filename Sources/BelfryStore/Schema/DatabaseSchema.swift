import GRDB

/// The tables of one of the store's two files, and how the file says whose it is.
///
/// ```
///   belfry.db.journal                                belfry.db
///   ┌──────────────────────────────┐    sealing     ┌────────────────────────────────────────┐
///   │ readings of the last hours   ├───────────────►│ chunk, rollup_1h, rollup_1d            │
///   │ deliveries, quarantine,      │    copies      │ sensor, series                         │
///   │ series, the engine's image   ├───────────────►│ incident, finding, timeline            │
///   └──────────────────────────────┘                └────────────────────────────────────────┘
///     private, an acknowledgement                     for every SQL tool, also while the daemon runs
///     waits for this one alone
/// ```
struct DatabaseSchema: Sendable {
    let name: String
    /// `PRAGMA application_id`.
    let applicationID: Int32
    /// `PRAGMA user_version`.
    let version: Int32
    /// Whether the file is the daemon's alone, and not its group's to read.
    let isPrivate: Bool
    /// After an unclean stop, those without which there is no start; small ones.
    let tablesCheckedAtStart: [String]
    /// The statements that make an empty file one of ``version``.
    let tables: String
    /// What makes a file of a version one of the next, by the older version, where it only adds to what is there.
    var additions: [Int32: String] = [:]

    /// The note with a random number that both files of a store have in common and no others have.
    static let identityNote = "database_identity"

    /// Whether a file of an older version becomes one of this where it lies; else its contents come over into a fresh one.
    func canAdd(to older: Int32) -> Bool {
        older < version && (older..<version).allSatisfy { additions[$0] != nil }
    }

    /// Adds what came with later versions, all or nothing.
    func add(to older: Int32, in db: Database) throws {
        try db.inTransaction(.immediate) {
            for step in older..<version { try db.execute(sql: additions[step] ?? "") }
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }

    /// Makes the tables where there are none, all or nothing.
    ///
    /// - Parameter identity: of the store that the file is to belong to.
    func create(in db: Database, identity: Int64) throws {
        try db.inTransaction(.immediate) {
            try db.execute(sql: tables)
            try db.execute(
                sql: "INSERT INTO note (name, value) VALUES (?, ?)",
                arguments: [Self.identityNote, identity]
            )
            try db.execute(sql: "PRAGMA user_version = \(version)")
            return .commit
        }
    }
}
