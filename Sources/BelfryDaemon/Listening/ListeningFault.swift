/// Why a broker cannot be listened to: what is wrong and what to do.
public struct ListeningFault: Error, Equatable, CustomStringConvertible {
    /// Whose matter it is.
    public enum Kind: Sendable {
        /// What was asked for makes no sense.
        case usage
        /// The configuration or a file that it names is at fault.
        case configuration
        /// The broker is not there, or does not want us.
        case unavailable
    }

    public var kind: Kind
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    public var description: String { reason }
}
