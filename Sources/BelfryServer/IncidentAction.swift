/// What an operator does to an incident.
public struct IncidentAction: Hashable, Sendable {
    /// The last part of the path: `POST /api/v1/incidents/{id}/ack`.
    public enum Verb: String, CaseIterable, Sendable {
        case acknowledge = "ack"
        case close
        case comment
    }

    public var verb: Verb
    public var incident: String
    /// Empty where none was given; at most `IncidentLimits.reasonCharacters`.
    public var reason: String
    /// The name that the request wants recorded beside the actor, for a shared desk.
    public var by: String?

    public init(verb: Verb, incident: String, reason: String, by: String? = nil) {
        self.verb = verb
        self.incident = incident
        self.reason = reason
        self.by = by
    }

    /// The one text to record: `anna`, or `night desk (anna)` where the request names somebody.
    ///
    /// The authenticated actor is always part of it, so that nobody can act under another's name alone.
    public func signature(of actor: String) -> String {
        guard let by, !by.isEmpty, by != actor else { return actor }
        return "\(by) (\(actor))"
    }
}
