/// What the incident machine tells the world after an input: persist it, show it, deliver it.
public struct IncidentEvent: Hashable, Sendable {
    /// What changed last.
    public var entry: TimelineEntry
    /// The incident as it stands after the change.
    public var incident: Incident

    public init(entry: TimelineEntry, incident: Incident) {
        self.entry = entry
        self.incident = incident
    }
}
