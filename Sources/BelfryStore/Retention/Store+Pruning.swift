public import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

/// What one call of ``Store/prune(now:monotonicNanoseconds:)`` deleted.
public struct PruneReport: Hashable, Sendable {
    /// Rows of the journal, whose readings are in the history.
    public var journalRows = 0
    public var readings: Int64 = 0
    public var hours: Int64 = 0
    public var days: Int64 = 0
    public var incidents = 0
    /// More is old, or too much: call again soon.
    public var isMoreDue = false
}

extension Store {
    /// Deletes a slice of what is older than its class is kept, or more than there is room for, see ``RetentionPolicy``.
    ///
    /// Age is measured by ``RetentionClock``: a wall clock that jumps deletes nothing. Freed pages are used again by later
    /// commits; the files do not shrink. The readings of a row of the journal are in the history before it goes.
    public func prune(now: Timestamp, monotonicNanoseconds: Int64) throws(StoreError) -> PruneReport {
        var report = PruneReport()
        try pruneJournal(&report)
        let newestArrival = counters.withLock { $0.newestArrival }
        guard let newestArrival else { return report }
        try historyEnd.withLock { end throws(StoreError) in
            end.retention.advance(
                wallClock: now,
                newestArrival: newestArrival,
                monotonicNanoseconds: monotonicNanoseconds,
                patienceNanoseconds: max(
                    configuration.retention.rawNanoseconds,
                    StoreLimits.leastPatienceNanoseconds
                )
            )
            guard let clock = end.retention.now else { return }
            if end.retention.isWorthStoring {
                try history.write("prune") { try end.retention.store(in: $0) }
            }
            for kind in RetentionPolicy.Class.allCases {
                let limit = clock.advanced(byNanoseconds: -configuration.retention.ageNanoseconds(kind))
                guard try pruneSlice(of: kind, before: limit, &end, &report) else { continue }
                report.isMoreDue = true
                return
            }
            // The hour under way, and incidents that are open, are never taken for their size.
            guard let epoch = end.progress.epoch else { return }
            for kind in try configuration.retention.classesToShrink(usage(end.count)) {
                guard try pruneSlice(of: kind, before: Timestamp(hour: epoch), &end, &report) else { continue }
                report.isMoreDue = true
                return
            }
        }
        return report
    }

    /// Deletes rows whose readings are all in chunks and that no restart needs any more.
    private func pruneJournal(_ report: inout PruneReport) throws(StoreError) {
        let (through, newest) = (
            historyEnd.withLock { $0.progress.through }, counters.withLock { $0.newestArrival }
        )
        guard let newest else { return }
        let limit = newest.advanced(byNanoseconds: -configuration.journalNanoseconds)
        let old = try oldRows(before: limit, through: through)
        if let lastRow = old.last {
            try journal.write("prune") { db in
                try db.execute(sql: "DELETE FROM journal WHERE id <= ?", arguments: [lastRow])
                try db.execute(
                    sql: "DELETE FROM journal_span WHERE (id + 1) * \(StoreLimits.rowsPerSpan) - 1 <= ?",
                    arguments: [lastRow]
                )
            }
        }
        report.journalRows = old.count
        report.isMoreDue = old.count == StoreLimits.rowsPerPrune
        guard configuration.quarantineLimit < quarantineSlots else { return }
        try journal.write("prune") { db in
            let limit = configuration.quarantineLimit
            try db.execute(sql: "DELETE FROM quarantine WHERE slot >= ?", arguments: [limit])
        }
    }

    /// The oldest rows up to the first that must stay; the newest always does.
    private func oldRows(before limit: Timestamp, through: Int64) throws(StoreError) -> [Int64] {
        let newestRow = lastBatch
        return try journal.read("prune") { db in
            var old: [Int64] = []
            let sql = "SELECT id, arrival_max_ns FROM journal WHERE id <= ? AND id < ? ORDER BY id LIMIT ?"
            let rows = try Row.fetchCursor(db, sql: sql, arguments: [through, newestRow, StoreLimits.rowsPerPrune])
            while let row = try rows.next(), try row.checked("arrival_max_ns") < limit.nanoseconds {
                old.append(try row.checked("id"))
            }
            return old
        }
    }

    /// Deletes the oldest of a class; false where there is nothing to delete.
    private func pruneSlice(
        of kind: RetentionPolicy.Class,
        before limit: Timestamp,
        _ end: inout HistoryEnd,
        _ report: inout PruneReport
    ) throws(StoreError) -> Bool {
        let isDue = try history.read("prune") { try kind.hasAny(before: limit, in: $0) }
        guard isDue else { return false }
        var taken = HistoryCount()
        var incidents = 0
        try history.write("prune") { db in
            switch kind {
            case .raw: taken = try RetentionPolicy.deleteChunks(before: limit, from: db)
            case .hours: taken.hours = try RetentionPolicy.deleteRollups(.hour, before: limit, from: db)
            case .days: taken.days = try RetentionPolicy.deleteRollups(.day, before: limit, from: db)
            case .incidents: incidents = try RetentionPolicy.deleteIncidents(before: limit, from: db)
            }
            try (end.count - taken).store(in: db)
        }
        end.count = end.count - taken
        counters.withLock { $0.publish(end.count) }
        report.readings += taken.readings
        report.hours += taken.hours
        report.days += taken.days
        report.incidents += incidents
        return true
    }

    private func usage(_ count: HistoryCount) throws(StoreError) -> HistoryUsage {
        HistoryUsage(
            historyBytes: try history.read("measure") { try $0.usedBytes() },
            journalBytes: try journal.read("measure") { try $0.usedBytes() },
            count: count,
            findings: try history.read("measure") { try Int64.fetchOne($0, sql: "SELECT count(*) FROM finding") ?? 0 }
        )
    }

    private var quarantineSlots: Int {
        (try? journal.read("prune") { try Int.fetchOne($0, sql: "SELECT max(slot) + 1 FROM quarantine") }) ?? 0
    }
}

extension Database {
    /// Pages that hold something.
    func usedBytes() throws -> Int64 {
        let pages = try Int64.fetchOne(self, sql: "PRAGMA page_count") ?? 0
        let free = try Int64.fetchOne(self, sql: "PRAGMA freelist_count") ?? 0
        return (pages - free) * Int64(WriteCounters.pageBytes)
    }
}
