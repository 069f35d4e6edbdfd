import BelfryAPI
import BelfryModel
import Hummingbird

/// What measures the city, and what it measured.
enum SensorEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/api/v1/sensors") { request in
                let filter = try SensorFilter(request, parts)
                return try .json(
                    try await parts.stateLane.run { _ in filter.sensors(in: parts.sources.sensors()) }
                )
            },
            .get("/api/v1/series") { request in
                let filter = try SensorFilter(request, parts)
                return try .json(
                    try await parts.stateLane.run { _ in filter.series(in: parts.sources.sensors()) }
                )
            },
            .get("/api/v1/query") { request in
                try await answer(SeriesQuery(request, parts), parts)
            },
            .get("/api/v1/query_range") { request in
                let query = try SeriesQuery(request, parts)
                guard query.stepNanoseconds != nil else {
                    throw RequestFault.badRequest("name a step, as step=1h; /api/v1/query answers with single readings")
                }
                return try await answer(query, parts)
            },
        ]
    }

    /// Asks on the store's lane, until nobody waits any more.
    private static func answer(_ query: SeriesQuery, _ parts: ServerParts) async throws -> Response {
        try .json(
            try await parts.storeLane.run { isAbandoned in
                var query = query
                query.isAbandoned = isAbandoned
                return try parts.sources.query(query)
            }
        )
    }
}

extension SeriesQuery {
    /// The longest time that single readings may be asked for; steps may span any.
    private static let rawSpanAtMost = 400 * Nanoseconds.perDay

    /// A query from its parameters: `series`, `from` (an hour before `to`), `to` (now), `step`, `aggregate` (mean).
    fileprivate init(_ request: EndpointRequest, _ parts: ServerParts) throws(RequestFault) {
        let parameters = try request.query(known: ["series", "from", "to", "step", "aggregate", "limit"])
        guard let series = parameters.text("series") else {
            throw .badRequest("name a series as series=agency/sensor/quantity or series=sensor/quantity")
        }
        let names = series.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count >= 2, let quantity = names.last, !quantity.isEmpty else {
            throw .badRequest("series=\(series): write agency/sensor/quantity or sensor/quantity")
        }
        let now = parts.sources.now()
        let to = try parameters.time("to", now: now) ?? now
        let from = try parameters.time("from", now: now) ?? to.advanced(byNanoseconds: -Nanoseconds.perHour)
        guard from < to else { throw .badRequest("from has to lie before to") }
        let step = try parameters.length("step")
        let words = Aggregate.allCases.map { ($0.name, $0) }
        let aggregate = try parameters.word("aggregate", of: words)
        let limit =
            try parameters.number("limit", in: 1...parts.limits.listedItemsAtMost)
            ?? parts.limits.listedItemsAtMost
        if step == nil, aggregate != nil { throw .badRequest("aggregate needs a step, as step=5m") }
        if let step, to.nanosecondsSince(from) / step >= Int64(limit) {
            throw .badRequest("more than \(limit) steps between from and to; take longer steps or a shorter time")
        }
        if step == nil, to.nanosecondsSince(from) > Self.rawSpanAtMost {
            throw .badRequest("single readings of more than 400 days; ask for steps, as step=1h")
        }
        self.init(
            agency: names.count > 2 ? names[0] : nil,
            sensor: names.dropFirst(names.count > 2 ? 1 : 0).dropLast().joined(separator: "/"),
            quantity: quantity,
            from: from,
            to: to,
            stepNanoseconds: step,
            aggregate: aggregate ?? .mean,
            limit: limit
        )
    }
}
