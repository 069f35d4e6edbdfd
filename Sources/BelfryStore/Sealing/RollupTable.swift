import BelfryModel
import GRDB

/// `rollup_1h` or `rollup_1d`: what is known of a series in each window.
enum RollupTable: String {
    case hour = "rollup_1h"
    case day = "rollup_1d"

    var windowNanoseconds: Int64 { self == .hour ? Nanoseconds.perHour : Nanoseconds.perDay }
    private var windowMilliseconds: Int64 { windowNanoseconds / Nanoseconds.perMillisecond }

    private static let columns = "series, t, count, min, max, mean, stddev, first, last, bad"

    /// Writes windows, in one transaction.
    struct Insertion {
        private let statement: Statement
        private let windowMilliseconds: Int64

        init(into table: RollupTable, of db: Database) throws {
            windowMilliseconds = table.windowMilliseconds
            statement = try db.cachedStatement(
                sql: """
                    INSERT INTO \(table.rawValue) (\(RollupTable.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET count = excluded.count, min = excluded.min, max = excluded.max,
                    mean = excluded.mean, stddev = excluded.stddev, first = excluded.first, last = excluded.last,
                    bad = excluded.bad WHERE excluded.count + excluded.bad >= count + bad
                    """
            )
        }

        /// Writes the summary of a window, counted from 1970 on in windows of the table.
        ///
        /// One of fewer readings never takes the place of one of more: some of them may have gone meanwhile.
        func store(_ summary: ChunkSummary, series: SeriesID, window: Int64) throws {
            let hasValues = summary.count > 0
            statement.setUncheckedArguments(
                [
                    series.index, window &* windowMilliseconds, summary.count, hasValues ? summary.minimum : nil,
                    hasValues ? summary.maximum : nil, hasValues ? summary.mean : nil,
                    hasValues ? summary.standardDeviation : nil, hasValues ? summary.first : nil,
                    hasValues ? summary.last : nil, summary.badCount,
                ]
            )
            try statement.execute()
        }
    }

    /// The first window from a time and a series on, of this series or of any.
    func first(
        from start: Timestamp,
        series: SeriesID,
        in db: Database
    ) throws -> (start: Timestamp, series: SeriesID, summary: ChunkSummary)? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(Self.columns) FROM \(rawValue) WHERE (t, series) >= (?, ?) ORDER BY t, series LIMIT 1
                """
        )
        let rows = try Row.fetchCursor(statement, arguments: [start.milliseconds, series.index])
        return try rows.next().map { row in
            (Timestamp(milliseconds: try row.checked(1)), SeriesID(try row.checked(0)), try ChunkSummary(row))
        }
    }

    func has(series: SeriesID, window: Int64, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM \(rawValue) WHERE t = ? AND series = ?")
        return try Int.fetchOne(statement, arguments: [window &* windowMilliseconds, series.index]) != nil
    }

    /// Sums up the hours of a day for a range of series.
    ///
    /// Hour by hour, so that each is one walk along neighbours.
    ///
    /// - Returns: by how much the history has grown.
    static func sumUpDay(_ day: Int64, series: ClosedRange<SeriesID>, in db: Database) throws -> HistoryCount {
        var growth = HistoryCount()
        var summaries: [SeriesID: ChunkSummary] = [:]
        let statement = try db.cachedStatement(
            sql: "SELECT \(columns) FROM rollup_1h WHERE t = ? AND series BETWEEN ? AND ? ORDER BY series"
        )
        for hour in day * 24..<day * 24 + 24 {
            let rows = try Row.fetchCursor(
                statement,
                arguments: [
                    hour &* RollupTable.hour.windowMilliseconds, series.lowerBound.index, series.upperBound.index,
                ]
            )
            while let row = try rows.next() {
                summaries[SeriesID(try row.checked("series")), default: ChunkSummary()].append(try ChunkSummary(row))
            }
        }
        let insertion = try Insertion(into: .day, of: db)
        for series in summaries.keys.sorted() {
            guard let summary = summaries[series] else { continue }
            if try !RollupTable.day.has(series: series, window: day, in: db) { growth.days += 1 }
            try insertion.store(summary, series: series, window: day)
        }
        return growth
    }

    /// The oldest hour that has readings after a day.
    static func firstHour(afterDay day: Int64?, in db: Database) throws -> Int64? {
        let start = day.map { ($0 + 1) * RollupTable.day.windowMilliseconds } ?? .min
        let first = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT t FROM rollup_1h WHERE t >= ? ORDER BY t LIMIT 1"),
            arguments: [start]
        )
        return first.map { Timestamp(milliseconds: $0).hour }
    }

    /// The first series after another that has readings on a day.
    static func firstSeries(ofDay day: Int64, after series: SeriesID, in db: Database) throws -> SeriesID? {
        var first: Int32?
        let statement = try db.cachedStatement(
            sql: "SELECT series FROM rollup_1h WHERE t = ? AND series > ? ORDER BY series LIMIT 1"
        )
        for hour in day * 24..<day * 24 + 24 {
            let found = try Int32.fetchOne(
                statement,
                arguments: [hour &* RollupTable.hour.windowMilliseconds, series.index]
            )
            if let found { first = min(first ?? found, found) }
        }
        return first.map { SeriesID($0) }
    }
}

extension ChunkSummary {
    /// From a row of a rollup, by the places of its columns: a month by hours looks each of them up 720 times.
    init(_ row: Row) throws {
        self.init(
            count: try row.checked(2),
            badCount: try row.checked(9),
            minimum: try row.checkedIfPresent(3),
            maximum: try row.checkedIfPresent(4),
            mean: try row.checkedIfPresent(5),
            standardDeviation: try row.checkedIfPresent(6),
            first: try row.checkedIfPresent(7),
            last: try row.checkedIfPresent(8)
        )
    }
}
