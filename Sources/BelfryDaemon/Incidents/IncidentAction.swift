/// What an operator asks of one incident.
public struct IncidentAction: Sendable, Equatable {
    /// What to do.
    public enum Verb: String, Sendable {
        case acknowledge = "ack"
        case close
        case comment
    }

    public var verb: Verb
    /// The incident's identifier.
    public var incident: String
    /// Who asks: the authenticated actor, with the name they gave for themselves at a shared desk.
    public var by: String
    /// The reason, or the comment's text.
    public var reason: String

    public init(verb: Verb, incident: String, by: String, reason: String) {
        self.verb = verb
        self.incident = incident
        self.by = by
        self.reason = reason
    }
}
