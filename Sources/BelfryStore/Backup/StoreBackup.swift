// A copy of everything in one file, while the daemon runs: the history as of one instant, compact, and in it the journal, so that
// nothing that was acknowledged by then is missing.
//
//   belfry.db.journal ─ VACUUM INTO ─► FILE.journal ──┐
//                                                     ▼
//   belfry.db ───────── VACUUM INTO ─►┌─────────────────┐ check, sync   ┌────────┐
//                                     │ FILE.unfinished ├──────────────►│  FILE  │
//                                     └─────────────────┘    rename     └────────┘
//
// The journal is copied first: what is sealed in between is then in both, which does no harm, and in neither is nothing.

import BelfryModel
import FoundationEssentials
import GRDB
import Glibc

/// The tables of the journal that a backup has besides those of the history.
enum BackupTables {
    static let journal = ["journal", "journal_span", "delivery", "quarantine", "engine_image"]
}

/// What a backup holds.
public struct BackupReport: Sendable, Hashable {
    public var bytes: Int64
    public var readings: Int64
    public var incidents: Int
    /// Hours and rows that could not be unpacked; they are in the copy as they are.
    public var damaged: Int
    public var seconds: Double

    /// Counts the readings of an hour or a row; nil where it is damaged.
    fileprivate mutating func count(_ readings: Int?) {
        if let readings { self.readings += Int64(readings) } else { damaged += 1 }
    }
}

/// Backups of a store, by whoever may read its files.
public enum StoreBackup {
    /// Copies a store, open or not, into a new file, and proves that the copy is sound.
    ///
    /// - Parameters:
    ///   - path: `store.path`.
    ///   - target: must not exist; it appears whole or not at all.
    public static func run(of path: String, into target: String) throws(StoreError) -> BackupReport {
        let clock = ContinuousClock()
        let begin = clock.now
        guard DatabaseFile.size(of: target) == nil else {
            throw StoreError(
                kind: .conflict,
                path: target,
                operation: "back up into",
                reason: "it exists",
                remedy: "name a file that does not exist yet"
            )
        }
        let unfinished = target + ".unfinished"
        let rows = target + ".journal"
        defer { remove([unfinished, rows]) }
        remove([unfinished, rows])
        let clean = StoreConfiguration(path: path, isReadOnly: true)
        do {
            let journal = DatabaseFile(path: clean.journalPath, schema: .journal)
            let hasJournal = DatabaseFile.size(of: journal.path) != nil
            if hasJournal { try copy(journal, to: rows) }
            try copy(DatabaseFile(path: path, schema: .history), to: unfinished)
            var report = try addJournal(hasJournal ? rows : nil, to: unfinished)
            try publish(unfinished, as: target)
            report.bytes = DatabaseFile.size(of: target) ?? 0
            report.seconds = (clock.now - begin) / .seconds(1)
            return report
        } catch {
            throw StoreError(error, operation: "back up into", path: target)
        }
    }

    private static func remove(_ files: [String]) {
        for file in files { for suffix in ["", "-wal", "-shm", "-journal"] { unlink(file + suffix) } }
    }

    /// The whole file as of one instant, compact.
    private static func copy(_ file: DatabaseFile, to path: String) throws {
        // Looks whether it is ours; SQLite then fills an empty file, made here so that nobody else can read it at any time.
        _ = try file.inspect(forWriting: false)
        try DatabaseFile(path: path, schema: file.schema).create(mode: 0o600)
        var settings = Configuration()
        settings.label = "belfry.backup"
        settings.readonly = true
        let queue = try DatabaseQueue(path: file.path, configuration: settings)
        defer { try? queue.close() }
        try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    /// Adds the journal to the copy, and looks whether all of it can be read.
    private static func addJournal(_ journal: String?, to copy: String) throws -> BackupReport {
        let queue = try DatabaseQueue(path: copy)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            if let journal {
                try db.execute(sql: "ATTACH ? AS live", arguments: [journal])
                try db.inTransaction {
                    for table in BackupTables.journal { try copyTable(table, in: db) }
                    // What the history has not learnt yet, and which sessions brokers have kept.
                    let series = try db.columns(in: "series").map(\.name).joined(separator: ", ")
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO main.series (\(series)) SELECT \(series) FROM live.series"
                    )
                    try db.execute(
                        sql: "INSERT OR REPLACE INTO main.note SELECT * FROM live.note WHERE name LIKE ?",
                        arguments: [Store.sessionPrefix + "%"]
                    )
                    return .commit
                }
                try db.execute(sql: "DETACH live")
            }
            let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
            guard verdict == "ok" else {
                let reason = "SQLite finds it damaged (\(verdict))"
                throw StoreError(kind: .corrupt, path: copy, operation: "check", reason: reason)
            }
            return try verify(db)
        }
    }

    private static func copyTable(_ table: String, in db: Database) throws {
        let sql = "SELECT sql FROM live.sqlite_schema WHERE name = ?"
        guard let statement = try String.fetchOne(db, sql: sql, arguments: [table]) else { return }
        try db.execute(sql: statement)
        let computed = ["at"]
        let names = try db.columns(in: table).map(\.name).filter { !computed.contains($0) }.joined(separator: ", ")
        try db.execute(sql: "INSERT INTO main.\(table) (\(names)) SELECT \(names) FROM live.\(table)")
    }

    /// Unpacks every chunk and every row of the journal; what cannot be is copied as it is, and counted.
    private static func verify(_ db: Database) throws -> BackupReport {
        var report = BackupReport(bytes: 0, readings: 0, incidents: 0, damaged: 0, seconds: 0)
        let chunks = try Row.fetchCursor(db, sql: "SELECT id, data FROM chunk")
        while let row = try chunks.next() {
            let begin = Timestamp(hour: ChunkKey(id: row["id"]).hour)
            report.count(try? ChunkData.points(in: [UInt8](row["data"] as Data), hour: begin).count)
        }
        if try db.tableExists("journal") {
            let progress = try HistoryEnd(db).progress
            let rows = try Row.fetchCursor(db, sql: "SELECT id, data FROM journal")
            while let row = try rows.next() {
                let number: Int64 = try row.checked("id")
                let readings = try? JournalRow.readings(in: [UInt8](row.checked("data") as Data))
                // What is sealed is counted in its chunk.
                let isOpen = readings.map { $0.count { progress.isOpen(row: number, hour: $0.eventTime.hour) } }
                report.count(isOpen)
            }
        }
        report.incidents = try Int.fetchOne(db, sql: "SELECT count(*) FROM incident") ?? 0
        return report
    }

    /// Gives the checked copy its name, for good.
    private static func publish(_ unfinished: String, as target: String) throws {
        let file = DatabaseFile(path: target, schema: .history)
        let descriptor = open(unfinished, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw file.systemError(errno) }
        let isSynced = fsync(descriptor) == 0
        close(descriptor)
        guard isSynced, rename(unfinished, target) == 0 else { throw file.systemError(errno) }
        file.syncDirectory()
    }
}
