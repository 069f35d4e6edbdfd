import BelfryAPI
import Hummingbird

/// How the gateway does: for people and scripts (`/status`), and for Prometheus (`/metrics`).
enum StatusEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/status") { request in
                let withTopics = try withTopics(request)
                let status = try await parts.stateLane.run { _ in try parts.sources.status(withTopics) }
                let tag = try StatusTag.of(status)
                if StatusTag.isKnown(tag, to: request.request.headers[.ifNoneMatch]) {
                    return Response(status: .notModified, headers: [.eTag: tag])
                }
                return try .json(status, headers: [.eTag: tag])
            },
            .get("/metrics") { request in
                let withTopics = try withTopics(request)
                let own = parts.counters.families(events: parts.hub.statistics)
                let format = MetricText.format(accepting: request.request.headers[.accept])
                let text = try await parts.stateLane.run { _ in
                    MetricText.render(try parts.sources.metrics(withTopics) + own, as: format)
                }
                return .text(text, type: format.contentType, headers: [.vary: "Accept"])
            },
        ]
    }

    /// Whether `topics=all` asks for the ledger by topic.
    private static func withTopics(_ request: EndpointRequest) throws(RequestFault) -> Bool {
        try request.query(known: ["topics"]).word("topics", of: [("all", true), ("none", false)]) ?? false
    }
}
