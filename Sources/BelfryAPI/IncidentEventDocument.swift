/// The data of an `incident` event of the live stream: what happened, and the incident as it now stands.
public struct IncidentEventDocument: Codable, Equatable, Sendable {
    public var entry: TimelineDocument
    public var incident: IncidentDocument

    public init(entry: TimelineDocument, incident: IncidentDocument) {
        self.entry = entry
        self.incident = incident
    }
}
