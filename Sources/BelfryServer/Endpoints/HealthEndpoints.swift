import Hummingbird
import Logging

/// Probes, in the manner of Prometheus: they answer from the event loop, however busy the rest is.
enum HealthEndpoints {
    static func all(_ parts: ServerParts) -> [Endpoint] {
        [
            .get("/-/healthy", .probe) { _ in .text("healthy\n") },
            .get("/-/ready", .probe) { _ in
                guard parts.sources.isReady() else {
                    throw RequestFault.unavailable("not ready yet; /status says what is missing")
                }
                return .text("ready\n")
            },
            .post("/-/reload") { request in
                request.context.logger.notice("reload asked for", metadata: ["actor": "\(request.actor)"])
                return .text(try await parts.storeLane.run { _ in try parts.sources.reload() } + "\n")
            },
        ]
    }
}
