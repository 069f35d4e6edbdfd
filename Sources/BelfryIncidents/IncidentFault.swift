public import BelfryModel

/// Why an operator's action was refused: what failed, why, and what to do.
public enum IncidentFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// No open incident has this identifier.
    case unknown(id: String)
    case alreadyClosed(id: String, at: Timestamp)
    case alreadyAcknowledged(id: String, by: String)
    /// Closing an active incident needs a reason.
    case reasonMissing(id: String)
    /// A comment without a text.
    case commentEmpty(id: String)
    /// A reason or comment beyond ``IncidentLimits/reasonCharacters``.
    case textTooLong(id: String, characters: Int)
    /// Nobody's name, or one beyond ``IncidentLimits/actorCharacters``.
    case badActor(id: String, name: String)

    public var description: String {
        switch self {
        case .unknown(let id):
            "no incident \(id): it is not open here; \"belfry incidents\" lists those that are"
        case .alreadyClosed(let id, let time):
            "incident \(id) was closed at \(time.rfc3339) and does not change any more; what happens now opens a new one"
        case .alreadyAcknowledged(let id, let name):
            "incident \(id) is already acknowledged by \(name); comment on it to add something"
        case .reasonMissing(let id):
            "incident \(id) is still active and cannot be closed without a reason; give one with --reason"
        case .commentEmpty(let id): "the comment on incident \(id) is empty; write what you want to record"
        case .textTooLong(let id, let characters):
            "\(characters) characters on incident \(id) are more than \(IncidentLimits.reasonCharacters); shorten the text"
        case .badActor(let id, let name):
            "nobody to record for incident \(id): the name \"\(name.prefix(32))\" is empty or longer than "
                + "\(IncidentLimits.actorCharacters) characters; give yours with --by"
        }
    }
}
