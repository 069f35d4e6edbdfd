/// What the endpoints share.
struct ServerParts: Sendable {
    let sources: ServerSources
    let hub: EventHub
    let limits: ServerLimits
    let counters: ServerCounters
    /// For the daemon's state: quick, but it may wait for a lock.
    let stateLane: WorkLane
    /// For the store: slow where much is asked, so it has threads of its own.
    let storeLane: WorkLane

    init(sources: ServerSources, hub: EventHub, limits: ServerLimits, counters: ServerCounters) {
        self.sources = sources
        self.hub = hub
        self.limits = limits
        self.counters = counters
        self.stateLane = WorkLane(threads: 1, waitingAtMost: limits.waitingRequests, seconds: limits.querySeconds)
        self.storeLane = WorkLane(threads: 2, waitingAtMost: limits.waitingRequests, seconds: limits.querySeconds)
    }
}

extension EndpointTable {
    /// Everything the server answers.
    init(_ parts: ServerParts) {
        self.init(
            HealthEndpoints.all(parts) + StatusEndpoints.all(parts) + SensorEndpoints.all(parts)
                + IncidentEndpoints.all(parts) + RuleEndpoints.all(parts) + QuarantineEndpoints.all(parts)
                + EventEndpoints.all(parts)
                + PageEndpoints.all()
        )
    }
}
