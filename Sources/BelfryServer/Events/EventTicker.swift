import ServiceLifecycle

/// Beats the live stream's time: a status every few seconds while anybody listens, and a heartbeat.
struct EventTicker: Service {
    let hub: EventHub
    let limits: ServerLimits
    /// Publishes the daemon's status; runs off the cooperative threads, since it may block.
    let publishStatus: @Sendable () async -> Void

    func run() async throws {
        let step = Duration.seconds(min(limits.statusSeconds, limits.heartbeatSeconds))
        try? await cancelWhenGracefulShutdown {
            var sinceStatus = Duration.zero
            var sinceHeartbeat = Duration.zero
            while true {
                try await Task.sleep(for: step)
                sinceStatus += step
                sinceHeartbeat += step
                if sinceHeartbeat >= .seconds(limits.heartbeatSeconds) {
                    hub.heartbeat()
                    sinceHeartbeat = .zero
                }
                if sinceStatus >= .seconds(limits.statusSeconds) {
                    if hub.statistics.clients > 0 { await publishStatus() }
                    sinceStatus = .zero
                }
            }
        }
    }
}
