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

    /// Readings a single query scans at most.
    static let scannedReadings = 5_000_000

    /// The answer to a query.
    ///
    /// - Throws: `RequestFault` where no series, or more than one, is meant.
    func answer(_ query: SeriesQuery) throws -> QueryDocument {
        let series = try series(query)
        var points: [QueryPoint] = []
        var isTruncated = false
        var steps = query.stepNanoseconds.map { StepAggregator(stepNanoseconds: $0, aggregate: query.aggregate) }
        var from = query.from
        var scanned = 0
        scan: while from < query.to, !query.isAbandoned() {
            let limit = StoreLimits.readingsPerQuery
            let readings = try store.readings(of: series.id, from: from, to: query.to, limit: limit)
            scanned += readings.count
            for reading in readings {
                if steps != nil {
                    if let point = steps?.add(reading) { points.append(point) }
                } else {
                    points.append(QueryPoint(reading))
                }
                if points.count >= query.limit {
                    isTruncated = true
                    break scan
                }
            }
            guard readings.count == limit, let last = readings.last else { break }
            if scanned >= Self.scannedReadings {
                isTruncated = true
                break
            }
            from = last.eventTime.advanced(byNanoseconds: 1)
        }
        if !isTruncated, let point = steps?.finish() { points.append(point) }
        return QueryDocument(
            series: series.identity,
            unit: series.unit.code,
            from: query.from.rfc3339,
            to: query.to.rfc3339,
            stepSeconds: query.stepNanoseconds.map { Double($0) / Double(Nanoseconds.perSecond) },
            aggregate: query.stepNanoseconds == nil ? nil : query.aggregate.name,
            points: points,
            truncated: isTruncated
        )
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
