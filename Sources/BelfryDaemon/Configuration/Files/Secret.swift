/// A password or token.
///
/// It never shows itself in a log, an error or a dump.
public struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The secret itself: hand it to whom it concerns and to nobody else.
    public let revealed: String

    public init(_ text: String) {
        revealed = text
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Whether secrets are read along with the configuration.
public enum SecretPolicy: Sendable {
    /// The daemon: a secret that cannot be read is a fault.
    case required
    /// `belfry check` in a shell, to which systemd passes no credentials: those that lie in `$CREDENTIALS_DIRECTORY`
    /// are left unread when there is no such folder.
    case whereAvailable
}
