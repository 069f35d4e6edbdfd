// Opening the database so that a commit that has returned survives a power cut, or not at all.

import GRDB

/// One opening of the database: GRDB's pool and the right to be the only daemon on it.
struct DatabaseConnection: Sendable {
    let pool: DatabasePool
    /// The random number that this database got when it was created.
    let identity: Int64
    private let lock: DatabaseLock?

    /// Looks at the file, opens it, brings its schema up to date and asserts durability.
    ///
    /// - Parameter lost: the identity of the database that is opened again after a fault. Then nothing is created and no
    ///   other database accepted: where a disk is unmounted for repair, its empty mount point stands in its place. And
    ///   what the write-ahead log holds is copied into the file and synced: the log may show frames that are only in the
    ///   kernel's memory, since a failed fsync is not made good by the next one. Copied and synced they are true.
    init(_ configuration: StoreConfiguration, lost: Int64? = nil) throws(StoreError) {
        let file = DatabaseFile(path: configuration.path)
        let finding = try file.inspect(forWriting: !configuration.isReadOnly)
        guard finding != .fresh || lost == nil else {
            throw file.error(.missing, "it has disappeared", remedy: Self.bringBack)
        }
        lock = configuration.isReadOnly ? nil : try DatabaseLock(file, mode: configuration.fileMode)
        if finding == .fresh { try file.create(mode: configuration.fileMode) }
        do {
            pool = try DatabasePool(path: configuration.path, configuration: Self.settings(configuration))
            try Self.check(pool, file: file, finding: finding)
            if !configuration.isReadOnly {
                try Self.makeDurable(pool, file: file)
                let isChanged = try pool.writeWithoutTransaction { try Schema.migrate($0) }
                // With the schema's version in the file itself, an older Belfry knows it without reading the log.
                if isChanged { _ = try pool.writeWithoutTransaction { try $0.checkpoint(.passive) } }
            }
            identity = try pool.read { try Self.identity($0) }
            guard let lost else { return }
            guard identity == lost else { throw file.error(.notOurs, "it is another database", remedy: Self.bringBack) }
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch {
            throw StoreError(error, operation: "open", path: configuration.path)
        }
    }

    /// Copies the whole log into the file: the mark of a clean stop.
    ///
    /// A reader that is in the way, or a fault, leaves the log as it is, and nothing is lost.
    func emptyLog() {
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    }

    /// Closes all connections.
    func close() throws(StoreError) {
        do {
            try pool.close()
        } catch {
            throw StoreError(error, operation: "close", path: pool.path)
        }
    }

    private static let bringBack = "mount its file system, or stop Belfry before putting another database there"

    private static func identity(_ db: Database) throws -> Int64 {
        let sql = "SELECT value FROM note WHERE name = ?"
        return try Int64.fetchOne(db, sql: sql, arguments: [Schema.identityNote]) ?? 0
    }

    private static func settings(_ configuration: StoreConfiguration) -> Configuration {
        var settings = Configuration()
        settings.label = "belfry.store"
        settings.readonly = configuration.isReadOnly
        settings.busyMode = .timeout(StoreLimits.busySeconds)
        settings.maximumReaderCount = 4
        settings.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            // Into an empty file, before WAL mode: so that from its first page on the file says whose it is.
            if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
                try db.execute(sql: "PRAGMA application_id = \(DatabaseHeader.applicationID)")
            }
        }
        return settings
    }

    /// What the file's first page could not tell: the log may hold a newer one.
    private static func check(_ pool: DatabasePool, file: DatabaseFile, finding: DatabaseFile.Finding) throws {
        try pool.read { db in
            let applicationID = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            guard applicationID == DatabaseHeader.applicationID || finding == .fresh else {
                throw file.error(.notOurs, "it belongs to another program (application_id \(applicationID))")
            }
            let version = try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard version <= Schema.version else { throw file.newer(version) }
            guard finding == .ours(isClean: false),
                (DatabaseFile.size(of: file.path) ?? 0) <= StoreLimits.checkedFileBytes
            else { return }
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "no answer"
            guard verdict == "ok" else { throw file.error(.corrupt, "SQLite finds it damaged (\(verdict))") }
        }
    }

    /// Sets `synchronous = FULL` and reads it back.
    ///
    /// GRDB sets NORMAL when it turns WAL mode on, after every hook: that loses the last commits in a power cut, and no
    /// test that only kills the process can see it.
    private static func makeDurable(_ pool: DatabasePool, file: DatabaseFile) throws {
        try pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = OFF;
                    PRAGMA wal_autocheckpoint = 0;
                    PRAGMA journal_size_limit = \(StoreLimits.walBytes);
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
