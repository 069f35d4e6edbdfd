import BelfryAPI
import BelfryIncidents
import BelfryModel
import BelfryServer
import Synchronization

/// A daemon of fixed answers that remembers what it was asked to do.
final class FakeCity: Sendable {
    struct Memory: Sendable {
        var status = FakeCity.calmStatus
        var isReady = true
        var sensors = FakeCity.allSensors
        var incidents = [FakeCity.flood]
        var families: [MetricFamily] = []
        var actions: [IncidentAction] = []
        var actors: [String] = []
        var queries: [SeriesQuery] = []
        var incidentFilters: [IncidentFilter] = []
        var reloads = 0
        var quarantine = [FakeCity.unreadable]
        var replays: [QuarantineReplayRequest] = []
        /// What `act`, `reload` and `query` throw instead of doing it.
        var fault: RequestFault?
        /// Set by a query that was told to go on until nobody waits.
        var hasSeenAbandonment = false
        var queriesRunUntilAbandoned = false
    }

    static let now = Timestamp(seconds: 1_795_410_000)
    let memory = Mutex(Memory())

    var sources: ServerSources {
        ServerSources(
            status: { _ in self.memory.withLock { $0.status } },
            isReady: { self.memory.withLock { $0.isReady } },
            sensors: { self.memory.withLock { $0.sensors } },
            metrics: { _ in self.memory.withLock { $0.families } },
            incidents: { filter in
                self.memory.withLock { memory in
                    memory.incidentFilters.append(filter)
                    return memory.incidents.filter(filter.matches)
                }
            },
            incident: { id in self.memory.withLock { $0.incidents.first { $0.id == id } } },
            findings: { filter in
                self.memory.withLock { $0.incidents.flatMap(\.findings).filter(filter.matches) }
            },
            rules: { [Self.airRule] },
            query: { try self.answer($0) },
            quarantine: { limit, _ in self.memory.withLock { Array($0.quarantine.prefix(limit)) } },
            quarantined: { number in self.memory.withLock { $0.quarantine.first { $0.number == number } } },
            replayQuarantine: { request, actor in
                try self.memory.withLock { memory in
                    if let fault = memory.fault { throw fault }
                    memory.replays.append(request)
                    memory.actors.append(actor)
                    return QuarantineReplayDocument(messages: 2, readings: 1, quarantined: 1)
                }
            },
            act: { try self.act($0, $1) },
            reload: {
                try self.memory.withLock { memory in
                    if let fault = memory.fault { throw fault }
                    memory.reloads += 1
                    return "2 rules changed"
                }
            },
            now: { Self.now }
        )
    }

    private func answer(_ query: SeriesQuery) throws -> QueryDocument {
        let runsOn = memory.withLock { memory in
            memory.queries.append(query)
            return memory.queriesRunUntilAbandoned
        }
        while runsOn, !query.isAbandoned() {}
        if runsOn { memory.withLock { $0.hasSeenAbandonment = true } }
        if let fault = memory.withLock({ $0.fault }) { throw fault }
        return QueryDocument(
            series: "env/\(query.sensor)/\(query.quantity)",
            unit: "ug/m3",
            from: query.from.rfc3339,
            to: query.to.rfc3339,
            stepSeconds: query.stepNanoseconds.map { Double($0) / 1e9 },
            aggregate: query.stepNanoseconds.map { _ in query.aggregate.name },
            points: [QueryPoint(time: query.from.rfc3339, value: 41.5, quality: "good")],
            truncated: false
        )
    }

    private func act(_ action: IncidentAction, _ actor: String) throws -> Incident {
        try memory.withLock { memory in
            if let fault = memory.fault { throw fault }
            guard var incident = memory.incidents.first(where: { $0.id == action.incident }) else {
                throw RequestFault.notFound("there is no incident \"\(action.incident)\"")
            }
            memory.actions.append(action)
            memory.actors.append(actor)
            incident.state = .activeAcknowledged
            incident.acknowledgement = Acknowledgement(
                by: action.signature(of: actor),
                at: Self.now,
                reason: action.reason
            )
            return incident
        }
    }
}
