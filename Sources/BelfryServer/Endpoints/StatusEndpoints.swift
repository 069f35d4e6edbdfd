import BelfryAPI
import Hummingbird

/// How the gateway does: for people and scripts (`/status`), and for Prometheus (`/metrics`).
enum StatusEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/status") { request in
                let status = try await parts.stateLane.run { _ in parts.sources.status() }
                let tag = try StatusTag.of(status)
                if StatusTag.isKnown(tag, to: request.request.headers[.ifNoneMatch]) {
                    return Response(status: .notModified, headers: [.eTag: tag])
                }
                return try .json(status, headers: [.eTag: tag])
            },
            .get("/metrics") { request in
                let own = parts.counters.families(events: parts.hub.statistics)
                let format = MetricText.format(accepting: request.request.headers[.accept])
                let text = try await parts.stateLane.run { _ in
                    MetricText.render(parts.sources.metrics() + own, as: format)
                }
                return .text(text, type: format.contentType, headers: [.vary: "Accept"])
            },
        ]
    }
}
