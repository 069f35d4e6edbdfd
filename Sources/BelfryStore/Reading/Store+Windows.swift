public import BelfryModel
import GRDB
import Synchronization

extension Store {
    /// A series in steps, from the cheapest source that is exact: whole days and hours from their sums, the rest from readings.
    ///
    /// ```
    ///   from          hour             day                      day           hour   to
    ///    ├── readings ─┼── rollup_1h ───┼─────── rollup_1d ──────┼─ rollup_1h ─┼──────┤
    ///                                    (steps of whole days)
    /// ```
    ///
    /// An hour of which something is not sealed yet is summed up from its readings.
    ///
    /// - Parameters:
    ///   - stepNanoseconds: above 0; steps begin at multiples of it since 1970, UTC.
    ///   - limit: at most ``StoreLimits/windowsPerQuery``; where as many came back, ask again from the last one's end.
    ///   - isAbandoned: asked now and then; where it says so the answer is cut short.
    /// - Returns: steps with at least one reading that is not bad, the first and last of `from..<to` alone.
    public func windows(
        of series: SeriesID,
        from: Timestamp,
        to: Timestamp,
        stepNanoseconds: Int64,
        limit: Int = StoreLimits.windowsPerQuery,
        isAbandoned: () -> Bool = { false }
    ) throws(StoreError) -> [ClosedWindow] {
        precondition(stepNanoseconds > 0, "a step has a length")
        guard from < to, limit > 0 else { return [] }
        let recent = try recentPoints(of: series, in: from..<to, limit: StoreLimits.pointsPerAnswer)
        return try history.read("read a series from") { db in
            let lastDay = try Note.lastDay.value(in: db)
            let oldestHour =
                try RollupTable.firstHour(afterDay: nil, in: db).map(Timestamp.init(hour:)) ?? .distantFuture
            var source = WindowSource(
                series: series,
                recent: recent,
                lastDay: lastDay,
                oldestHour: oldestHour,
                path: configuration.path
            )
            var fold = WindowFold(series: series, stepNanoseconds: stepNanoseconds)
            var position = from
            let limit = min(limit, StoreLimits.windowsPerQuery)
            while position < to, fold.windows.count < limit, !isAbandoned() {
                let piece = try source.next(from: position, to: to, stepNanoseconds: stepNanoseconds, in: db)
                switch piece.content {
                case .summary(let summary): fold.add(summary, at: piece.start)
                case .points(let points): for point in points { fold.add(point) }
                case nil: break
                }
                position = piece.end
            }
            // Beyond the limit a step may not be whole.
            return Array(fold.finish().prefix(limit))
        }
    }
}
