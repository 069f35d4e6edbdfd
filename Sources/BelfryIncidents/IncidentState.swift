/// Where an incident stands, after ISA-18.2 and OPC UA Part 9.
///
/// ```
///              finding raised
///                    │
///                    ▼        acknowledge
///        active_unacknowledged ─────────► active_acknowledged
///             │       ▲                        │       ▲
///   all clear │       │ raised again     clear │       │ raised again (joins, stays acknowledged)
///             ▼       │                        ▼       │
///        cleared_unacknowledged ─────────►  closed (by itself)
///                          acknowledge
/// ```
///
/// `close` with a reason leads to `closed` from anywhere.
public enum IncidentState: String, CaseIterable, Sendable {
    case activeUnacknowledged = "active_unacknowledged"
    case activeAcknowledged = "active_acknowledged"
    case clearedUnacknowledged = "cleared_unacknowledged"
    case closed

    /// Whether the condition still holds.
    public var isActive: Bool { self == .activeUnacknowledged || self == .activeAcknowledged }
    /// Whether somebody still has to look.
    public var isOpen: Bool { self != .closed }
}
