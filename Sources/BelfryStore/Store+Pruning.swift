public import BelfryModel
import GRDB
import Synchronization

/// What one call of ``Store/prune(now:)`` did.
public struct PruneReport: Hashable, Sendable {
    public var batches: Int
    public var readings: Int64
    /// More is old enough: call again soon.
    public var isMoreDue: Bool
}

extension Store {
    /// Deletes the oldest readings beyond their retention, at most ``StoreLimits/rowsPerPrune`` batches a call.
    ///
    /// Age is measured by a clock of the store's own, which follows the wall clock by an hour a call at most: a wall
    /// clock that jumps deletes nothing, and a minute is a good interval between calls. The newest batch always stays.
    /// Freed pages are used again by later commits; the file does not shrink.
    public func prune(now: Timestamp) throws(StoreError) -> PruneReport {
        try journalEnd.withLock { end throws(StoreError) in
            var next = end
            var report = PruneReport(batches: 0, readings: 0, isMoreDue: false)
            guard let newest = next.newestArrival else { return report }
            next.retention.advance(wallClock: now, newestArrival: newest)
            guard let reference = next.retention.now else { return report }
            let limit = reference.advanced(byNanoseconds: -configuration.rawRetentionNanoseconds)
            let old = try oldRows(before: limit, newestRow: next.lastRow)
            guard old.lastRow != nil || next.retention.isWorthStoring else { return report }
            try write("prune") { db in
                if let lastRow = old.lastRow { try Self.deleteRows(through: lastRow, from: db) }
                try next.retention.store(in: db)
                try db.execute(
                    sql: "DELETE FROM quarantine WHERE slot >= ?",
                    arguments: [configuration.quarantineLimit]
                )
            }
            report = PruneReport(batches: old.count, readings: old.readings, isMoreDue: old.isMoreDue)
            next.prune(old.readings)
            end = next
            counters.withLock { $0.publish(next) }
            return report
        }
    }

    private struct OldRows {
        var lastRow: Int64?
        var count = 0
        var readings: Int64 = 0
        var isMoreDue = false
    }

    /// The oldest rows up to the first that must stay.
    private func oldRows(before limit: Timestamp, newestRow: Int64) throws(StoreError) -> OldRows {
        try read("prune") { db in
            var old = OldRows()
            let sql = "SELECT id, count, arrival_max_ns FROM journal WHERE id < ? ORDER BY id LIMIT ?"
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [newestRow, StoreLimits.rowsPerPrune + 1])
            while let row = try rows.next(), (row["arrival_max_ns"] as Int64) < limit.nanoseconds {
                guard old.count < StoreLimits.rowsPerPrune else {
                    old.isMoreDue = true
                    break
                }
                old.lastRow = row["id"]
                old.count += 1
                old.readings += row["count"] as Int64
            }
            return old
        }
    }

    private static func deleteRows(through lastRow: Int64, from db: Database) throws {
        try db.execute(sql: "DELETE FROM journal WHERE id <= ?", arguments: [lastRow])
        try db.execute(
            sql: "DELETE FROM journal_span WHERE (id + 1) * \(StoreLimits.rowsPerSpan) - 1 <= ?",
            arguments: [lastRow]
        )
    }
}

extension RetentionClock {
    private static let note = "retention_clock_ns"

    init(_ db: Database) throws {
        let value = try Int64.fetchOne(db, sql: "SELECT value FROM note WHERE name = ?", arguments: [Self.note])
        self.init(stored: value.map(Timestamp.init(nanoseconds:)))
    }

    mutating func store(in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)",
            arguments: [Self.note, now?.nanoseconds ?? 0]
        )
        didStore()
    }
}
