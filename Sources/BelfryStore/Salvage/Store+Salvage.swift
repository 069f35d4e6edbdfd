// A damaged file is never a reason not to watch the city: it is set aside as it is, a fresh one takes its place, and what can be
// read of the old one comes over while everything else goes on.
//
//   belfry.db          ──── renamed ───►  belfry.db.damaged-1795410000      kept for good
//   belfry.db (fresh)  ◄─── salvage ────
//
// What is lost with the history are hours of readings on pages that cannot be read; what is lost with the journal are readings of
// the last hours on such pages, and the others go into the history as they would have.

import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

extension Store {
    /// Sets the history aside and begins a fresh one, whose incidents and sensors are read from the old at once.
    ///
    /// Called again after an error it goes on where that came: a file is set aside once.
    func replaceHistory() throws(StoreError) {
        let aside = try asideOnce(history)
        try history.reopen(expecting: .store(journal.identity))
        try Self.noteSalvage(aside, in: history)
        try historyEnd.withLock { end throws(StoreError) in
            end = try HistoryEnd(history)
            openReadings.withLock { $0 = OpenReadings(through: 0, total: 0) }
        }
        try beginSalvage(of: aside)
        try reconcileSeries()
        replacing.withLock { $0[history.file.path] = nil }
    }

    /// Sets the journal aside and begins a fresh one with all rows that can be read; called again it goes on.
    func replaceJournal() throws(StoreError) {
        let aside = try asideOnce(journal)
        try journalEnd.withLock { end throws(StoreError) in
            try journal.reopen(expecting: .store(history.identity))
            let lastRow = end.lastRow
            try Self.salvageJournal(aside, into: journal, lastRow: lastRow)
            end = try JournalEnd(journal, after: lastRow)
            counters.withLock { $0.publish(end) }
        }
        replacing.withLock { $0[journal.file.path] = nil }
        // Without the note the next start reads it once more, which does no harm.
        try? Self.noteAside(aside, in: history)
    }

    /// Where a damaged file is now: what is in hand of its readings stays in hand.
    private func asideOnce(_ database: DatabaseAccess) throws(StoreError) -> String {
        let path = database.file.path
        if let aside = replacing.withLock({ $0[path] }) { return aside }
        database.giveUp()
        let aside = try database.file.setAside("damaged", at: Self.wallSeconds)
        replacing.withLock { $0[path] = aside }
        setAside.withLock { $0.append(aside) }
        return aside
    }

    /// Reads incidents and sensors at once; the rest comes slice by slice.
    func beginSalvage(of aside: String) throws(StoreError) {
        var small = Salvage(aside, tables: SalvagedTable.small)
        while !small.isDone { try small.copySlice(into: history) }
        historyEnd.withLock { $0.salvage = Salvage(aside, tables: SalvagedTable.large) }
        counters.withLock { $0.isSalvaging = true }
    }

    /// At a start: rows of a journal that was damaged, of the file of an older Belfry, or of a backup in the history's place.
    static func salvageJournals(_ files: StoreFiles, _ path: String) throws(StoreError) {
        let reached = try HistoryEnd(files.history).progress.reached
        let isBackup = try hasJournal(files.history)
        // What an earlier start was cut off from is read again: rows that came over then stay as they are.
        let unfinished = try files.history.read("open") { try salvageNote(in: $0) }
        let unknown = try forgotten(beside: files.journal, notedIn: files.history)
        let damaged = files.damagedJournal ?? unknown
        for source in Set([damaged, unfinished, isBackup ? path : nil].compactMap { $0 }) {
            let tables = source == path ? SalvagedTable.backup : SalvagedTable.journal
            try salvageJournal(source, tables, into: files.journal, lastRow: reached)
        }
        if let damaged { try noteAside(damaged, in: files.history) }
        if isBackup { try dropJournal(from: files.history) }
    }

    /// Rows and what else can be read, and the spans of rows anew.
    private static func salvageJournal(
        _ aside: String,
        _ tables: [SalvagedTable] = SalvagedTable.journal,
        into journal: DatabaseAccess,
        lastRow: Int64
    ) throws(StoreError) {
        var salvage = Salvage(aside, tables: tables)
        while !salvage.isDone { try salvage.copySlice(into: journal) }
        try journal.write("salvage into") { db in
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO journal_span (id, \(TimeSpan.columns))
                    SELECT id / ?1, min(arrival_min_ns), max(arrival_max_ns), min(event_min_ns), max(event_max_ns)
                    FROM journal GROUP BY id / ?1
                    HAVING id / ?1 < (SELECT max(max(id), ?2) + 1 FROM journal) / ?1
                    """,
                arguments: [StoreLimits.rowsPerSpan, lastRow]
            )
        }
    }

    /// Whether a history brings a journal with it, as a backup does.
    static func hasJournal(_ history: DatabaseAccess) throws(StoreError) -> Bool {
        guard !history.configuration.isReadOnly else { return false }
        return try history.read("open") { try $0.tableExists("journal") }
    }

    /// Removes the journal that a backup brought, once it is in the file of its own.
    static func dropJournal(from history: DatabaseAccess) throws(StoreError) {
        try history.write("restore") { db in
            for table in BackupTables.journal { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
        }
    }

    /// Copies a slice of the large tables; false where nothing is being salvaged.
    func salvageSlice(_ end: inout HistoryEnd) throws(StoreError) -> Bool {
        guard var salvage = end.salvage else { return false }
        guard !salvage.isDone else {
            try Self.noteSalvage(nil, in: history)
            end.salvage = nil
            counters.withLock { $0.isSalvaging = false }
            return true
        }
        var count = end.count
        try salvage.copySlice(into: history) { table, row, db in
            switch table {
            case RollupTable.hour.rawValue: count.hours += 1
            case RollupTable.day.rawValue: count.days += 1
            case "chunk":
                let data: Data = row["data"]
                count.chunks += 1
                count.chunkBytes += Int64(data.count)
                count.readings += Int64(ChunkData.count(inHead: [UInt8](data.prefix(ChunkData.headBytes))) ?? 0)
                if try ChunkTable.sumUp(data, ChunkKey(id: row["id"]), in: db) { count.hours += 1 }
            default: break
            }
        } finish: {
            try count.store(in: $0)
        }
        end.count = count
        end.salvage = salvage
        counters.withLock { $0.publish(count) }
        return true
    }

    // MARK: - The note by which a restart goes on

    private static let salvageNoteName = "salvage"

    /// Notes which file is being read out, or that none is any more.
    static func noteSalvage(_ path: String?, in history: DatabaseAccess) throws(StoreError) {
        try history.write("salvage into") { db in
            try db.execute(sql: "DELETE FROM text_note WHERE name = ?", arguments: [salvageNoteName])
            guard let path else { return }
            try db.execute(
                sql: "INSERT INTO text_note (name, value) VALUES (?, ?)",
                arguments: [salvageNoteName, path]
            )
            try insertAside(path, into: db)
        }
    }

    /// Notes that a file that was set aside is known here: it is being read out, or has been.
    private static func noteAside(_ path: String, in database: DatabaseAccess) throws(StoreError) {
        try database.write("salvage into") { try insertAside(path, into: $0) }
    }

    private static func insertAside(_ path: String, into db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO text_note (name, value) VALUES (?, ?)",
            arguments: [asideName(path), path]
        )
    }

    private static func asideName(_ path: String) -> String {
        "set aside " + (path.split(separator: "/").last.map(String.init) ?? path)
    }

    /// A file that was set aside and that this database knows nothing of: a power cut came between the two.
    static func forgotten(
        beside database: DatabaseAccess,
        notedIn history: DatabaseAccess
    ) throws(StoreError) -> String? {
        let files = database.file.filesSetAside
        guard !history.configuration.isReadOnly, !files.isEmpty else { return nil }
        return try history.read("open") { db in
            try files.last { file in
                let sql = "SELECT 1 FROM text_note WHERE name = ?"
                return try Int.fetchOne(db, sql: sql, arguments: [asideName(file)]) == nil
            }
        }
    }

    private static func salvageNote(in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT value FROM text_note WHERE name = ?", arguments: [salvageNoteName])
    }

    /// What a restart has to go on with.
    static func unfinishedSalvage(_ history: DatabaseAccess) throws(StoreError) -> Salvage? {
        let path = try history.read("open") { try salvageNote(in: $0) }
        return path.map { Salvage($0, tables: SalvagedTable.small + SalvagedTable.large) }
    }

    static var wallSeconds: Int { Int(Date().timeIntervalSince1970) }
}
