import BelfryModel
import FoundationEssentials
import GRDB

/// The table that one would write first: a row a reading, found by series and time, each commit synced.
final class KeyedTable {
    private let path: String
    private let pool: DatabasePool

    /// Makes the file, in the place of one that is there.
    init(path: String) throws {
        self.path = path
        Self.remove(path)
        pool = try DatabasePool(path: path)
        try pool.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    CREATE TABLE reading (
                        series INTEGER, t INTEGER, value REAL, quality INTEGER,
                        PRIMARY KEY (series, t)
                    ) WITHOUT ROWID;
                    """
            )
        }
    }

    /// One transaction.
    func commit(_ readings: [Reading]) throws {
        try pool.write { db in
            let statement = try db.cachedStatement(sql: "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)")
            for reading in readings {
                try statement.execute(
                    arguments: [
                        reading.series.index, reading.eventTime.nanoseconds, reading.value, reading.quality.rawValue,
                    ]
                )
            }
        }
    }

    /// The values of a series in the order of their times.
    func values(of series: SeriesID, from: Timestamp, to: Timestamp) throws -> [(time: Int64, value: Double)] {
        try pool.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT t, value FROM reading WHERE series = ? AND t >= ? AND t < ?",
                arguments: [series.index, from.nanoseconds, to.nanoseconds]
            )
            var values: [(time: Int64, value: Double)] = []
            while let row = try rows.next() { values.append((row[0], row[1])) }
            return values
        }
    }

    /// Copies the log into the file and lets go of it.
    func close() throws {
        _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
    }

    /// Removes the file with its companions.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
