// A copy of everything in one file, while the daemon runs: the history as of one instant, compact, and in it the journal, so that
// nothing that was acknowledged by then is missing.
//
//   belfry.db ──── VACUUM INTO ────►┌─────────────────┐ check, sync   ┌────────┐
//   belfry.db.journal ── copied ───►│ FILE.unfinished ├──────────────►│  FILE  │
//                                   └─────────────────┘    rename     └────────┘
//
// The journal is copied after the history: what was sealed in between is then in both, which does no harm.

import BelfryModel
import FoundationEssentials
import GRDB
import Glibc

/// The tables of the journal that a backup has besides those of the history.
enum BackupTables {
    static let journal = ["journal", "journal_span", "delivery", "quarantine"]
}

/// What a backup holds.
public struct BackupReport: Sendable, Hashable {
    public var bytes: Int64
    public var readings: Int64
    public var incidents: Int
    public var seconds: Double
}

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
        for suffix in ["", "-wal", "-shm"] { unlink(unfinished + suffix) }
        let configuration = StoreConfiguration(path: path, isReadOnly: true)
        let history = try DatabaseAccess(
            DatabaseFile(path: path, schema: .history),
            configuration: configuration
        )
        do {
            try history.copy(to: unfinished)
            var report = try copyJournal(configuration.journalPath, into: unfinished)
            try history.close()
            try publish(unfinished, as: target)
            report.bytes = DatabaseFile.size(of: target) ?? 0
            report.seconds = (clock.now - begin) / .seconds(1)
            return report
        } catch {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(unfinished + suffix) }
            throw StoreError(error, operation: "back up into", path: target)
        }
    }

    /// Adds the journal to the copy, and looks whether all of it can be read.
    private static func copyJournal(_ journal: String, into copy: String) throws -> BackupReport {
        let queue = try DatabaseQueue(path: copy)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: "PRAGMA synchronous = FULL; PRAGMA application_id = \(DatabaseSchema.history.applicationID)"
            )
            if DatabaseFile.size(of: journal) != nil {
                try db.execute(sql: "ATTACH ? AS live", arguments: ["file:\(journal)?mode=ro"])
                try db.inTransaction {
                    for table in BackupTables.journal { try copyTable(table, in: db) }
                    return .commit
                }
                try db.execute(sql: "DETACH live")
            }
            let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") ?? "no answer"
            guard verdict == "ok" else {
                throw StoreError(
                    kind: .corrupt,
                    path: copy,
                    operation: "check",
                    reason: "SQLite finds it damaged (\(verdict))"
                )
            }
            return try verify(db, copy)
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

    /// Unpacks every chunk and every row of the journal.
    private static func verify(_ db: Database, _ path: String) throws -> BackupReport {
        var report = BackupReport(bytes: 0, readings: 0, incidents: 0, seconds: 0)
        func check(_ part: String, _ read: () throws(JournalFault) -> Int) throws {
            do throws(JournalFault) {
                report.readings += Int64(try read())
            } catch {
                throw StoreError(damaged: part, error, path: path)
            }
        }
        let chunks = try Row.fetchCursor(db, sql: "SELECT id, data FROM chunk")
        while let row = try chunks.next() {
            let key = ChunkKey(id: row["id"])
            let data: Data = row["data"]
            try check("hour \(key.hour) of series \(key.series.index)") { () throws(JournalFault) in
                try ChunkData.points(in: [UInt8](data), hour: Timestamp(hour: key.hour)).count
            }
        }
        if try db.tableExists("journal") {
            let rows = try Row.fetchCursor(db, sql: "SELECT id, data FROM journal")
            while let row = try rows.next() {
                let data: Data = row["data"]
                try check("journal row \(row["id"] as Int64)") { () throws(JournalFault) in
                    try JournalRow.readings(in: [UInt8](data)).count
                }
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

extension DatabaseAccess {
    /// The whole file as of one instant, compact.
    fileprivate func copy(to path: String) throws {
        let queue = try DatabaseQueue(path: file.path, configuration: Self.readOnly)
        defer { try? queue.close() }
        try queue.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }

    private static var readOnly: Configuration {
        var configuration = Configuration()
        configuration.label = "belfry.backup"
        configuration.readonly = true
        return configuration
    }
}
