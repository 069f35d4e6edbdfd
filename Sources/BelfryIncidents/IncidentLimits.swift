/// How much one gateway's incidents may take, and what happens beyond.
public enum IncidentLimits {
    /// Later findings of the same incident are counted in its timeline and not listed.
    public static let findingsPerIncident = 64
    /// The oldest entries but the first are dropped.
    public static let timelineEntriesPerIncident = 256
    /// Beyond it the least severe, oldest cleared incident is closed with the reason "too many open incidents".
    public static let openIncidents = 2_048
    /// The longest reason or comment in characters; a longer one is refused.
    public static let reasonCharacters = 1_000
}
