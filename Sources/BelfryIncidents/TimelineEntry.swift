public import BelfryModel

/// One thing that happened to an incident.
public struct TimelineEntry: Hashable, Sendable {
    public enum What: String, CaseIterable, Sendable {
        case opened
        case findingRaised = "finding_raised"
        case findingCleared = "finding_cleared"
        case escalated
        case cleared
        case acknowledged
        case commented
        case closed
    }

    public var at: Timestamp
    public var what: What
    /// The person who acted; empty for what the daemon did by itself.
    public var by: String
    public var text: String

    public init(at: Timestamp, what: What, by: String = "", text: String) {
        self.at = at
        self.what = what
        self.by = by
        self.text = text
    }
}
