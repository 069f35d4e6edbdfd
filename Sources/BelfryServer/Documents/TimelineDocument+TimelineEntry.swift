public import BelfryAPI
public import BelfryIncidents
import BelfryModel

extension TimelineDocument {
    /// The document of one entry of an incident's timeline.
    public init(_ entry: TimelineEntry) {
        self.init(at: entry.at.rfc3339, what: entry.what.rawValue, by: entry.by, text: entry.text)
    }
}

extension IncidentEventDocument {
    /// The document of what the incident machine tells the world.
    public init(_ event: IncidentEvent) {
        self.init(entry: TimelineDocument(event.entry), incident: IncidentDocument(event.incident))
    }
}
