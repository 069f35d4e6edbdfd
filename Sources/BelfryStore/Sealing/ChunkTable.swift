import BelfryModel
import FoundationEssentials
import GRDB

/// The hours of series in `chunk`, and what is kept of each in `rollup_1h`.
enum ChunkTable {
    /// Makes the sum of an hour where the chunk has come through a damage and its sum has not; days follow from hours.
    static func sumUp(_ data: Data, _ key: ChunkKey, in db: Database) throws -> Bool {
        guard try !RollupTable.hour.has(series: key.series, window: key.hour, in: db),
            let points = try? ChunkData.points(in: [UInt8](data), hour: Timestamp(hour: key.hour))
        else { return false }
        try RollupTable.Insertion(into: .hour, of: db).store(ChunkSummary(points), series: key.series, window: key.hour)
        return true
    }

    /// Whether nothing is known of any of these hours, nor of their neighbours: two looks instead of two for each.
    static func areNew(_ keys: [ChunkKey], in db: Database) throws -> Bool {
        guard let first = keys.map(\.id).min(), let last = keys.map(\.id).max() else { return true }
        let chunk = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM chunk WHERE id >= ? ORDER BY id LIMIT 1"),
            arguments: [first]
        )
        let start = ChunkKey(id: first)
        let rollup = try RollupTable.hour.first(from: Timestamp(hour: start.hour), series: start.series, in: db)
        let window = rollup.map { ChunkKey(hour: $0.start.hour, series: $0.series).id }
        return (chunk ?? .max) > last && (window ?? .max) > last
    }

    /// The first hour from a time on that has readings of any series.
    static func firstHour(from time: Timestamp, in db: Database) throws -> Timestamp? {
        let id = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM chunk WHERE id >= ? ORDER BY id LIMIT 1"),
            arguments: [ChunkKey(hour: time.hour, series: SeriesID(0)).id]
        )
        return id.map { Timestamp(hour: ChunkKey(id: $0).hour) }
    }

    /// How many readings an hour has, of all series.
    static func count(ofHour hour: Int64, in db: Database) throws -> Int {
        let first = ChunkKey(hour: hour, series: SeriesID(0)).id
        let last = ChunkKey(hour: hour + 1, series: SeriesID(0)).id
        let sql = "SELECT substr(data, 1, \(ChunkData.headBytes)) FROM chunk WHERE id >= ? AND id < ?"
        let heads = try DatabaseValue.fetchCursor(db.cachedStatement(sql: sql), arguments: [first, last])
        var count = 0
        while let head = try heads.next() {
            count += Data.fromDatabaseValue(head).flatMap { ChunkData.count(inHead: [UInt8]($0)) } ?? 0
        }
        return count
    }

    /// The readings of a part of an hour, series by series; those of damaged chunks are left out.
    static func readings(ofHour hour: Int64, in times: Range<Timestamp>, of db: Database) throws -> [Reading] {
        var readings: [Reading] = []
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT id, data FROM chunk WHERE id >= ? AND id < ? ORDER BY id"),
            arguments: [ChunkKey(hour: hour, series: SeriesID(0)).id, ChunkKey(hour: hour + 1, series: SeriesID(0)).id]
        )
        while let row = try rows.next() {
            let series = ChunkKey(id: try row.checked("id")).series
            let data: Data = try row.checked("data")
            let points = try? ChunkData.points(in: [UInt8](data), hour: Timestamp(hour: hour))
            for point in points ?? [] where times.contains(point.eventTime) {
                readings.append(point.reading(of: series))
            }
        }
        return readings
    }

    /// Visits a series' points by event time, an hour at a time, until `body` has had enough.
    ///
    /// One seek an hour that has readings of any series; a gap costs one for all of it.
    static func forEach(
        _ series: SeriesID,
        in times: Range<Timestamp>,
        of db: Database,
        path: String,
        _ body: ([ChunkPoint]) throws -> Bool
    ) throws {
        let statement = try db.cachedStatement(sql: "SELECT id, data FROM chunk WHERE id >= ? ORDER BY id LIMIT 1")
        var key = ChunkKey(hour: times.lowerBound.hour, series: series)
        guard !times.isEmpty else { return }
        let last = times.upperBound.advanced(byNanoseconds: -1)
        let end = ChunkKey(hour: last.hour, series: series)
        while key.id <= end.id, let row = try Row.fetchOne(statement, arguments: [key.id]) {
            let found = ChunkKey(id: try row.checked("id"))
            if found == key {
                let data: Data = try row.checked("data")
                let points: [ChunkPoint]
                do throws(JournalFault) {
                    points = try ChunkData.points(in: [UInt8](data), hour: Timestamp(hour: key.hour))
                } catch {
                    let hour = Timestamp(hour: key.hour).rfc3339
                    throw StoreError(damaged: "the hour from \(hour) on of series \(series.index)", error, path: path)
                }
                guard try body(points.filter { times.contains($0.eventTime) }) else { return }
                key.hour += 1
            } else {
                // The next that there is: of a later series of this hour, or of a later hour.
                key.hour = found.series > series ? found.hour + 1 : found.hour
            }
        }
    }
}

/// What could not be read, kept as it is for somebody who can make more of it.
enum DamagedTable {
    static func keep(_ data: Data, what: String, id: Int64, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO damaged (what, id, data) VALUES (?, ?, ?)",
            arguments: [what, id, data]
        )
    }
}
