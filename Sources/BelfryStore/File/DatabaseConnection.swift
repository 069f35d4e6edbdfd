// Opening a database so that a commit that has returned survives a power cut, or not at all.

import GRDB

/// One opening of one of the store's files: GRDB's pool and the right to be the only daemon on it.
struct DatabaseConnection: Sendable {
    let pool: DatabasePool
    /// The random number that this store got when it was created.
    let identity: Int64
    /// Whether the last stop was clean, or the file is new.
    let wasClean: Bool
    private let lock: DatabaseLock?

    /// What the file must be.
    enum Expectation {
        /// Ours, or nothing yet.
        case any
        /// Of the store with this identity, or nothing yet.
        case store(Int64)
        /// The very file that was open before, after a fault: nothing is created and no other accepted, since where a disk is
        /// unmounted for repair its empty mount point stands in its place. And what the write-ahead log holds is copied into
        /// the file and synced: it may show frames that are only in the kernel's memory, since a failed fsync is not made
        /// good by the next one. Copied and synced they are true.
        case lost(Int64)

        fileprivate var identity: Int64? {
            switch self {
            case .any: nil
            case .store(let identity), .lost(let identity): identity
            }
        }

        fileprivate var isLost: Bool { if case .lost = self { true } else { false } }
    }

    /// Looks at the file, opens it, creates its tables where it is new, and asserts durability.
    init(
        _ file: DatabaseFile,
        configuration: StoreConfiguration,
        expecting expectation: Expectation
    ) throws(StoreError) {
        let finding = try file.inspect(forWriting: !configuration.isReadOnly)
        guard finding != .fresh || !expectation.isLost else {
            throw file.error(.missing, "it has disappeared", remedy: Self.bringBack)
        }
        wasClean = finding != .ours(isClean: false)
        lock = configuration.isReadOnly ? nil : try DatabaseLock(file, mode: configuration.fileMode)
        if finding == .fresh { try file.create(mode: file.mode(configuration)) }
        do {
            pool = try DatabasePool(path: file.path, configuration: Self.settings(configuration, schema: file.schema))
            try Self.check(pool, file: file, finding: finding)
            if !configuration.isReadOnly {
                try Self.makeDurable(pool, file: file, logLimitBytes: configuration.logLimitBytes)
                try Self.createTables(pool, schema: file.schema, identity: expectation.identity)
            }
            identity = try pool.read { try Self.identity($0) }
            if let expected = expectation.identity, identity != expected {
                let remedy = expectation.isLost ? Self.bringBack : "move it aside, and \(file.path)-wal with it"
                throw file.error(.notOurs, "it belongs to another database", remedy: remedy)
            }
            if expectation.isLost { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) } }
        } catch {
            throw StoreError(error, operation: "open", path: file.path)
        }
    }

    /// Copies the whole log into the file: the mark of a clean stop.
    ///
    /// A reader that is in the way, or a fault, leaves the log as it is, and nothing is lost.
    func emptyLog() {
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    /// Closes all connections; who is reading is told so.
    func close() throws(StoreError) {
        do {
            // A query, or a check of the whole file, may take minutes.
            pool.interrupt()
            try pool.close()
        } catch {
            throw StoreError(error, operation: "close", path: pool.path)
        }
    }

    private static let bringBack = "mount its file system, or stop Belfry before putting another database there"

    private static func identity(_ db: Database) throws -> Int64 {
        let sql = "SELECT value FROM note WHERE name = ?"
        return try Int64.fetchOne(db, sql: sql, arguments: [DatabaseSchema.identityNote]) ?? 0
    }

    private static func settings(_ configuration: StoreConfiguration, schema: DatabaseSchema) -> Configuration {
        var settings = Configuration()
        settings.label = "belfry.\(schema.name)"
        settings.readonly = configuration.isReadOnly
        settings.busyMode = .timeout(StoreLimits.busySeconds)
        settings.maximumReaderCount = 4
        settings.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // Into an empty file, before WAL mode: so that from its first page on the file says whose it is.
            if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
                try db.execute(sql: "PRAGMA application_id = \(schema.applicationID)")
            }
        }
        return settings
    }

    private static func createTables(_ pool: DatabasePool, schema: DatabaseSchema, identity: Int64?) throws {
        try pool.writeWithoutTransaction { db in
            let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            if version == 0 {
                try schema.create(in: db, identity: identity ?? .random(in: .min ... .max))
            } else if schema.canAdd(to: version) {
                try schema.add(to: version, in: db)
            } else {
                return
            }
            // With the schema's version in the file itself, an older Belfry knows it without reading the log.
            try db.checkpoint(.passive)
        }
    }

    /// What the file's first page could not tell: the log may hold a newer one.
    private static func check(_ pool: DatabasePool, file: DatabaseFile, finding: DatabaseFile.Finding) throws {
        try pool.read { db in
            let applicationID = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            guard applicationID == file.schema.applicationID || finding == .fresh else {
                throw file.error(.notOurs, "it belongs to another program (application_id \(applicationID))")
            }
            let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard version <= file.schema.version else { throw file.newer(version) }
            guard finding == .ours(isClean: false) else { return }
            let isSmall = (DatabaseFile.size(of: file.path) ?? 0) <= StoreLimits.checkedFileBytes
            // The rest of a large file is checked while the daemon runs.
            for table in isSmall ? [""] : file.schema.tablesCheckedAtStart { try quickCheck(table, of: db, file) }
        }
    }

    /// Throws `corrupt` where SQLite finds a table, or with an empty name any, damaged.
    static func quickCheck(_ table: String, of db: Database, _ file: DatabaseFile) throws {
        let sql = "PRAGMA quick_check(\(table.isEmpty ? "1" : table))"
        let verdict = try String.fetchOne(db, sql: sql) ?? "no answer"
        guard verdict == "ok" else { throw file.error(.corrupt, "SQLite finds it damaged (\(verdict))") }
    }

    /// Sets `synchronous = FULL` and reads it back.
    ///
    /// GRDB sets NORMAL when it turns WAL mode on, after every hook: that loses the last commits in a power cut, and no
    /// test that only kills the process can see it.
    private static func makeDurable(_ pool: DatabasePool, file: DatabaseFile, logLimitBytes: Int) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = OFF;
                    PRAGMA wal_autocheckpoint = 0;
                    PRAGMA journal_size_limit = \(logLimitBytes);
                    """
            )
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            guard synchronous == 2, journalMode == "wal" else {
                let found = "synchronous is \(synchronous ?? -1), journal_mode \(journalMode ?? "unknown")"
                throw file.error(.notDurable, "commits would not survive a power cut (\(found))")
            }
        }
    }
}
