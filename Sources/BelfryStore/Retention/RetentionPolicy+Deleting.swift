import BelfryModel
import FoundationEssentials
import GRDB

extension RetentionPolicy.Class {
    /// Whether there is anything of this class from before an instant.
    func hasAny(before limit: Timestamp, in db: Database) throws -> Bool {
        let sql =
            switch self {
            case .raw: "SELECT 1 FROM chunk WHERE id < ? LIMIT 1"
            case .hours: "SELECT 1 FROM rollup_1h WHERE t < ? LIMIT 1"
            case .days: "SELECT 1 FROM rollup_1d WHERE t < ? LIMIT 1"
            case .incidents:
                "SELECT 1 FROM incident WHERE opened_at_ns < ?1 AND state = 'closed' AND updated_at_ns < ?1 LIMIT 1"
            }
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [bound(limit)]) != nil
    }

    /// A limit as the class' table counts it: whole hours, milliseconds, or nanoseconds.
    fileprivate func bound(_ limit: Timestamp) -> Int64 {
        switch self {
        case .raw: ChunkKey(hour: limit.hour, series: SeriesID(0)).id
        case .hours: (limit.hour &* Nanoseconds.perHour) / Nanoseconds.perMillisecond
        case .days: limit.hour.dayOfHour &* Nanoseconds.perDay / Nanoseconds.perMillisecond
        case .incidents: limit.nanoseconds
        }
    }
}

extension RetentionPolicy {
    /// Deletes the oldest chunks whose hour was over before an instant, at most ``StoreLimits/rowsPerHistoryPrune``.
    static func deleteChunks(before limit: Timestamp, from db: Database) throws -> HistoryCount {
        var taken = HistoryCount()
        var last: Int64?
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT id, length(data) AS bytes, substr(data, 1, ?) AS head FROM chunk WHERE id < ? ORDER BY id LIMIT ?",
            arguments: [ChunkData.headBytes, Class.raw.bound(limit), StoreLimits.rowsPerHistoryPrune]
        )
        while let row = try rows.next() {
            last = try row.checked("id")
            taken.chunks += 1
            taken.chunkBytes += try row.checked("bytes") as Int64
            taken.readings += Int64(ChunkData.count(inHead: [UInt8](try row.checked("head") as Data)) ?? 0)
        }
        if let last { try db.execute(sql: "DELETE FROM chunk WHERE id <= ?", arguments: [last]) }
        return taken
    }

    /// Deletes the oldest windows, at most ``StoreLimits/rowsPerHistoryPrune``; returns how many.
    static func deleteRollups(_ table: RollupTable, before limit: Timestamp, from db: Database) throws -> Int64 {
        let bound = (table == .hour ? Class.hours : .days).bound(limit)
        try db.execute(
            sql: """
                DELETE FROM \(table.rawValue) WHERE (t, series) IN
                (SELECT t, series FROM \(table.rawValue) WHERE t < ? ORDER BY t, series LIMIT ?)
                """,
            arguments: [bound, StoreLimits.rowsPerHistoryPrune]
        )
        return Int64(db.changesCount)
    }

    /// Deletes the oldest closed incidents, with their findings and timelines; returns how many.
    static func deleteIncidents(before limit: Timestamp, from db: Database) throws -> Int {
        try db.execute(
            sql: """
                DELETE FROM incident WHERE id IN (SELECT id FROM incident
                WHERE opened_at_ns < ?1 AND state = 'closed' AND updated_at_ns < ?1 ORDER BY opened_at_ns LIMIT ?2)
                """,
            arguments: [limit.nanoseconds, StoreLimits.incidentsPerPrune]
        )
        return db.changesCount
    }
}
