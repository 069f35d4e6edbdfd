/// The body of `POST /api/v1/incidents/{id}/ack|close|comment`.
public struct ActionRequest: Codable, Equatable, Sendable {
    /// Why; required to close an active incident.
    public var reason: String?

    /// The name to record beside the authenticated actor, for a shared desk.
    public var by: String?

    public init(reason: String? = nil, by: String? = nil) {
        self.reason = reason
        self.by = by
    }
}
