// Series out of the store, as `GET /api/v1/query` and `belfry query` ask for them.

import BelfryAPI
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore

/// Answers queries on one series at a time; blocks the thread it is called on.
struct SeriesReader: Sendable {
    let store: Store
    let catalog: SeriesCatalog

    /// Readings that are fetched between two looks at whether anybody still waits.
    static let readingsPerScan = 10_000

    /// The answer to a query.
    ///
    /// - Throws: `RequestFault` where no series, or more than one, is meant.
    func answer(_ query: SeriesQuery) throws -> QueryDocument {
        let series = try series(query)
        let (points, isTruncated) =
            try query.stepNanoseconds == nil ? readings(query, of: series) : steps(query, of: series)
        return QueryDocument(
            series: series.identity,
            unit: query.stepNanoseconds != nil && query.aggregate == .count ? "1" : series.unit.code,
            from: query.from.rfc3339,
            to: query.to.rfc3339,
            stepSeconds: query.stepNanoseconds.map { Double($0) / Double(Nanoseconds.perSecond) },
            aggregate: query.stepNanoseconds == nil ? nil : query.aggregate.name,
            points: points,
            truncated: isTruncated
        )
    }

    /// Single readings, until the limit or until nobody waits any more.
    private func readings(_ query: SeriesQuery, of series: SeriesDescriptor) throws -> ([QueryPoint], Bool) {
        var points: [QueryPoint] = []
        var from = query.from
        while from < query.to, !query.isAbandoned() {
            let limit = min(query.limit - points.count, Self.readingsPerScan)
            let readings = try store.readings(of: series.id, from: from, to: query.to, limit: limit)
            points += readings.map { QueryPoint($0) }
            guard readings.count == limit, let last = readings.last else { return (points, false) }
            guard points.count < query.limit else { return (points, true) }
            from = last.eventTime.advanced(byNanoseconds: 1)
        }
        return (points, false)
    }

    /// Aggregates of steps, until the limit or until nobody waits any more.
    private func steps(_ query: SeriesQuery, of series: SeriesDescriptor) throws -> ([QueryPoint], Bool) {
        guard let step = query.stepNanoseconds else { return ([], false) }
        let limit = min(query.limit, StoreLimits.windowsPerQuery)
        let windows = try store.windows(
            of: series.id,
            from: query.from,
            to: query.to,
            stepNanoseconds: step,
            limit: limit,
            isAbandoned: query.isAbandoned
        )
        let points = windows.map { window in
            QueryPoint(time: window.start.rfc3339, value: window.value(of: query.aggregate), quality: nil)
        }
        return (points, windows.count >= limit)
    }

    private func series(_ query: SeriesQuery) throws -> SeriesDescriptor {
        let candidates = catalog.all().filter {
            $0.key.sensor == query.sensor && $0.key.quantity.name == query.quantity
                && (query.agency == nil || $0.key.agency == query.agency)
        }
        switch candidates.count {
        case 1: return candidates[0]
        case 0:
            throw RequestFault.notFound(
                "no series \(query.sensor)/\(query.quantity); /api/v1/series lists those that there are"
            )
        default:
            let names = candidates.map(\.identity).sorted().joined(separator: ", ")
            throw RequestFault.badRequest("several series fit: \(names); name the agency as well")
        }
    }
}

extension QueryPoint {
    /// One reading as a point.
    init(_ reading: Reading) {
        self.init(time: reading.eventTime.rfc3339, value: reading.value, quality: reading.quality.name)
    }
}
