import GRDB

/// The daemon's own notes, a number each.
enum Note: String {
    case retentionClock = "retention_clock_ns"
    case retentionWait = "retention_wait_ns"
    case sealedThrough = "sealed_through"
    case sealedReached = "sealed_reached"
    case sealedHeldHour = "sealed_held_hour"
    case sealedEpoch = "sealed_epoch"
    case lastDay = "last_day"
    case chunks = "chunks"
    case chunkReadings = "chunk_readings"
    case chunkBytes = "chunk_bytes"
    case rollupHours = "rollup_hours"
    case rollupDays = "rollup_days"

    func value(in db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT value FROM note WHERE name = ?"),
            arguments: [rawValue]
        )
    }

    /// Writes a note, or removes it.
    func store(_ value: Int64?, in db: Database) throws {
        guard let value else {
            return try db.cachedStatement(sql: "DELETE FROM note WHERE name = ?").execute(arguments: [rawValue])
        }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)")
            .execute(arguments: [rawValue, value])
    }
}
