/// Why the daemon cannot start: what failed, why, and what to do, with the exit code that scripts branch on.
public struct StartFault: Error, Equatable, CustomStringConvertible {
    /// Which of the published exit codes fits.
    public enum Kind: Sendable {
        /// 78: the configuration, a credential, or a database that is not ours.
        case configuration
        /// 74: the disk, the network or the kernel.
        case inputOutput
    }

    public var kind: Kind
    public var reason: String

    public init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    public var description: String { reason }
}
