/// A node that has to publish its birth certificates again, since without them its data cannot be understood.
///
/// To be published as the command `Node Control/Rebirth`, see ``payload(at:)``, on ``topic``.
public struct RebirthRequest: Sendable, Equatable {
    /// The index of the broker.
    public var source: Int
    public var group: String
    public var node: String
}
