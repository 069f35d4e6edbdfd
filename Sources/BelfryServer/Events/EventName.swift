/// What the live stream speaks of.
public enum EventName: String, CaseIterable, Sendable {
    /// Data: `IncidentEventDocument`.
    case incident
    /// Data: `FindingDocument`.
    case finding
    /// Data: `StatusDocument`.
    case status

    /// Whether a client that comes back gets what it missed.
    ///
    /// An old status helps nobody.
    var isResumable: Bool { self != .status }
}
