/// Why a connection is not there: what happened, why, and what to do about it.
public struct MQTTFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of trouble it is, coarse enough to act on.
    public enum Kind: String, Sendable, Hashable {
        /// No way to the broker: name, network, port.
        case unreachable
        /// The broker is there and says no; somebody has to change something.
        case refused
        /// The connection was there and went away.
        case lost
        /// The other side broke the protocol, or speaks none of the versions asked for.
        case protocolViolation = "protocol_violation"
        /// Another client took the session over.
        case takenOver = "taken_over"
        /// Certificates or the handshake.
        case tls
    }

    public var kind: Kind
    /// One line: why, and after a semicolon what to do.
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    public var description: String { reason }

    /// The fault of connections in a row that the broker accepted and ended soon after.
    static func brief(connections: Int) -> MQTTFault {
        MQTTFault(
            .lost,
            "the broker ended \(connections) connections in a row soon after they stood; look for another client with "
                + "the same client identifier, then at the broker's log"
        )
    }

    /// Whether trying again soon is of no use, because a person has to change something first.
    var needsPerson: Bool {
        switch kind {
        case .refused, .takenOver, .tls, .protocolViolation: true
        case .unreachable, .lost: false
        }
    }
}
