import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

extension Store {
    /// Takes in rows of the journal that are not in hand yet: after a start, and after memory ran short.
    ///
    /// It stops at the turn of each hour, so that an hour that was missed is sealed as it would have been.
    ///
    /// - Returns: whether to call again before anything is sealed.
    func load() throws(StoreError) -> Bool {
        let (progress, isSealing) = historyEnd.withLock { ($0.progress, $0.step != nil) }
        let loaded = openReadings.withLock { $0.loadedThrough }
        let last = lastBatch
        guard !isSealing, loaded < last else { return false }
        let rows = try rows(after: loaded, progress)
        let damaged = rows.filter { $0.readings == nil }
        if !damaged.isEmpty {
            try history.write("put damaged rows aside in") { db in
                for row in damaged { try DamagedTable.keep(row.data, what: "journal", id: row.number, in: db) }
            }
        }
        return openReadings.withLock { open in
            for row in rows {
                guard row.number > open.loadedThrough, !isStepDue(progress, open) else { return false }
                open.append(
                    row.readings ?? [],
                    row: row.number,
                    total: row.total,
                    latenessNanoseconds: configuration.allowedLatenessNanoseconds
                ) { hour in progress.isOpen(row: row.number, hour: hour) }
            }
            if rows.isEmpty { open.skip(to: last) }
            return open.loadedThrough < last
        }
    }

    /// Takes in a row that has just been committed, where all before it are in hand.
    func takeIn(_ readings: [Reading], row: Int64, total: Int64) {
        openReadings.withLock { open in
            guard row == open.loadedThrough + 1, !open.isFull else { return }
            open.append(readings, row: row, total: total, latenessNanoseconds: configuration.allowedLatenessNanoseconds)
        }
    }

    /// Readings ever until a row.
    static func total(through row: Int64, of journal: DatabaseAccess) throws(StoreError) -> Int64 {
        try journal.read("open") { db in
            let sql = "SELECT total - count FROM journal WHERE id > ? ORDER BY id LIMIT 1"
            let before = try Int64.fetchOne(db, sql: sql, arguments: [row])
            return try before ?? Int64.fetchOne(db, sql: "SELECT total FROM journal ORDER BY id DESC LIMIT 1") ?? 0
        }
    }

    private func isStepDue(_ progress: SealingProgress, _ open: OpenReadings) -> Bool {
        SealingStep.next(
            progress,
            open,
            now: .distantPast,
            isCurrent: false,
            delayNanoseconds: configuration.sealingDelayNanoseconds
        ) != nil
    }

    private struct LoadedRow {
        var number: Int64
        var total: Int64
        var data: Data
        /// nil where it is damaged.
        var readings: [Reading]?
    }

    /// The next rows that have anything open.
    private func rows(after loaded: Int64, _ progress: SealingProgress) throws(StoreError) -> [LoadedRow] {
        let held = progress.heldHour.map { Timestamp(hour: $0)..<Timestamp(hour: $0 + 1) }
        return try journal.read("seal readings of") { db in
            var rows: [LoadedRow] = []
            var count = 0
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, total, data FROM journal WHERE id > ? AND (id > ? OR event_max_ns >= ? AND event_min_ns < ?)
                    ORDER BY id LIMIT ?
                    """,
                arguments: [
                    loaded, progress.reached, held?.lowerBound.nanoseconds ?? .max,
                    held?.upperBound.nanoseconds ?? .min, StoreLimits.rowsPerLoad,
                ]
            )
            while count < StoreLimits.readingsPerLoad, let row = try cursor.next() {
                let data: Data = try row.checked("data")
                let readings = try? JournalRow.readings(in: [UInt8](data))
                rows.append(
                    LoadedRow(
                        number: try row.checked("id"),
                        total: try row.checked("total"),
                        data: data,
                        readings: readings
                    )
                )
                count += readings?.count ?? 0
            }
            return rows
        }
    }
}
