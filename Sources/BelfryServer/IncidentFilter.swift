public import BelfryIncidents
public import BelfryModel

/// Which incidents `GET /api/v1/incidents` asks for.
public struct IncidentFilter: Sendable {
    /// On domain, zone, agency, severity, kind, place, rule; all have to match.
    public var matchers: [LabelMatcher]
    /// Empty for every state.
    public var states: Set<IncidentState>
    /// Updated at or after; nil for all.
    public var since: Timestamp?
    public var limit: Int

    public init(
        matchers: [LabelMatcher] = [],
        states: Set<IncidentState> = [],
        since: Timestamp? = nil,
        limit: Int = 1_000
    ) {
        self.matchers = matchers
        self.states = states
        self.since = since
        self.limit = limit
    }

    /// Whether an incident is asked for; the limit is the caller's.
    public func matches(_ incident: Incident) -> Bool {
        if !states.isEmpty, !states.contains(incident.state) { return false }
        if let since, incident.updatedAt < since { return false }
        return matchers.allSatisfy { matcher in
            switch matcher.label {
            case .domain: matcher.matches(incident.domain.name)
            case .agency: matcher.matches(incident.agency)
            case .zone: matcher.matches(incident.zone)
            case .place: matcher.matches(incident.place.name)
            case .kind: matcher.matches(incident.kind.rawValue)
            case .severity: matcher.matches(incident.severity.name)
            case .rule: matcher.matches(incident.rule)
            case .sensor: incident.findings.contains { matcher.matches($0.series.key.sensor) }
            case .quantity: incident.findings.contains { matcher.matches($0.series.key.quantity.name) }
            }
        }
    }
}
