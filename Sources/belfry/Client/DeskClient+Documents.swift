import BelfryAPI
import BelfryModel

extension DeskClient {
    /// More incidents than a desk can hold are cut off by the daemon; the newest are kept.
    private static let incidentLimit = 2_048

    /// As many sensors, or series, as the daemon lists at once.
    private static let sensorLimit = 10_000

    /// The daemon's own state, with the ledger by topic where it is asked for.
    func status(withTopics: Bool = false) throws(CommandFailure) -> StatusDocument {
        try get(RequestTarget("status").with("topics", withTopics ? "all" : nil), as: StatusDocument.self)
    }

    /// The newest messages that could not be read, of the topics that a filter covers or of all.
    func quarantine(limit: Int, topic: String?) throws(CommandFailure) -> [QuarantineDocument] {
        let target = RequestTarget("api/v1/quarantine").with("limit", String(limit)).with("topic", topic)
        return try get(target, as: [QuarantineDocument].self)
    }

    /// One message that could not be read.
    func quarantined(_ number: Int64) throws(CommandFailure) -> QuarantineDocument {
        try get(RequestTarget("api/v1/quarantine", String(number)), as: QuarantineDocument.self)
    }

    /// Has quarantined messages read again.
    func replayQuarantine(_ request: QuarantineReplayRequest) throws(CommandFailure) -> QuarantineReplayDocument {
        try post(RequestTarget("api/v1/quarantine", "replay"), request, as: QuarantineReplayDocument.self)
    }

    /// The open incidents.
    func openIncidents() throws(CommandFailure) -> [IncidentDocument] {
        try incidents(includingClosed: false, DeskFilter())
    }

    /// The incidents that a filter asks for.
    func incidents(includingClosed: Bool, _ filter: DeskFilter) throws(CommandFailure) -> [IncidentDocument] {
        var target = RequestTarget("api/v1/incidents")
            .with("state", includingClosed ? nil : "open")
            .with("limit", String(Self.incidentLimit))
        for parameter in filter.incidentParameters { target = target.with(parameter.name, parameter.value) }
        return try get(target, as: [IncidentDocument].self).filter(filter.admits)
    }

    /// One incident.
    func incident(_ id: String) throws(CommandFailure) -> IncidentDocument {
        try get(RequestTarget("api/v1/incidents", id), as: IncidentDocument.self)
    }

    /// Acts on an incident and returns it as it stands then.
    func act(_ verb: String, on id: String, by: String?, reason: String?) throws(CommandFailure) -> IncidentDocument {
        try post(
            RequestTarget("api/v1/incidents", id, verb),
            ActionRequest(reason: reason, by: by),
            as: IncidentDocument.self
        )
    }

    /// The rules in force.
    func rules() throws(CommandFailure) -> [RuleDocument] {
        try get(RequestTarget("api/v1/rules"), as: [RuleDocument].self)
    }

    /// Every series that the daemon knows.
    func series() throws(CommandFailure) -> [SeriesDocument] {
        try all("api/v1/series", by: \.series)
    }

    /// Every sensor that the daemon knows or expects.
    func sensors() throws(CommandFailure) -> [SensorDocument] {
        try all("api/v1/sensors") { "\($0.agency)/\($0.sensor)" }
    }

    /// A list, page by page.
    private func all<Item: Decodable>(_ path: String, by identity: (Item) -> String) throws(CommandFailure) -> [Item] {
        var items: [Item] = []
        while true {
            let target = RequestTarget(path)
                .with("limit", String(Self.sensorLimit))
                .with("after", items.last.map(identity))
            let page = try get(target, as: [Item].self)
            items += page
            // A daemon that does not know the parameter refuses it, so this comes to an end.
            if page.count < Self.sensorLimit { return items }
        }
    }
}

extension DeskClient {
    /// A series between two instants; with a step its aggregates, without one its readings.
    func query(
        _ series: String,
        from start: Timestamp,
        to end: Timestamp,
        step nanoseconds: Int64?,
        aggregate: String?
    ) throws(CommandFailure) -> QueryDocument {
        let target = RequestTarget("api/v1/query")
            .with("series", series)
            .with("from", start.rfc3339)
            .with("to", end.rfc3339)
            .with("step", nanoseconds.map { "\($0 / Nanoseconds.perMillisecond)ms" })
            .with("aggregate", aggregate)
        return try get(target, as: QueryDocument.self)
    }
}
