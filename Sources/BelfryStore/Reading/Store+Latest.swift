public import BelfryModel
import GRDB
import Synchronization

extension Store {
    /// The newest reading of each series by event time, of those that have spoken within ``StoreLimits/latestHours`` before
    /// the newest arrival; in order of series.
    ///
    /// Of a series that has not spoken since the start it is what the hour's sum has: the last value that was not bad, at the
    /// beginning of its hour.
    public func latestReadings() throws(StoreError) -> [Reading] {
        var latest = openReadings.withLock { $0.latest }
        guard let newest = counters.withLock({ $0.newestArrival }) else { return [] }
        try history.read("read the latest of") { db in
            let rows = try Row.fetchCursor(
                db,
                sql:
                    "SELECT t, series, last FROM rollup_1h WHERE t >= ? AND t <= ? AND last IS NOT NULL ORDER BY t DESC",
                arguments: [
                    newest.advanced(byNanoseconds: -StoreLimits.latestHours * Nanoseconds.perHour).milliseconds,
                    newest.milliseconds,
                ]
            )
            var missing = 0
            let count = try Int.fetchOne(db, sql: "SELECT max(id) + 1 FROM series") ?? 0
            if latest.count < count { latest += Array(repeating: nil, count: count - latest.count) }
            missing = latest.count { $0 == nil }
            while missing > 0, let row = try rows.next() {
                let index: Int = row["series"]
                guard latest.indices.contains(index), latest[index] == nil else { continue }
                latest[index] = ChunkPoint(
                    eventTime: Timestamp(milliseconds: row["t"]),
                    value: row["last"],
                    stamp: .usual
                )
                missing -= 1
            }
        }
        return latest.enumerated().compactMap { $1?.reading(of: SeriesID(Int32($0))) }
    }
}
