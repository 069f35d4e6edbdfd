/// How much one gateway's incidents may take, and what happens beyond.
public enum IncidentLimits {
    /// Findings listed in an incident.
    ///
    /// Beyond it the oldest cleared one leaves the list; where all are active, later ones are counted in the
    /// timeline and not listed, and the incident waits for them all the same.
    public static let findingsPerIncident = 64
    /// Beyond it the oldest entries but the first are dropped.
    public static let timelineEntriesPerIncident = 256
    /// Open incidents.
    ///
    /// Beyond it one is closed with the reason "too many open incidents": a cleared one where there is any, the least
    /// severe among those, the oldest among equals.
    public static let openIncidents = 2_048
    /// The longest reason or comment in characters; a longer one is refused.
    public static let reasonCharacters = 1_000
    /// The longest name of a person in characters; a longer one is refused.
    public static let actorCharacters = 128
    /// Closed incidents that are remembered, to say what became of them; beyond it the oldest are forgotten.
    public static let closedIncidents = 256
    /// Finding identifiers that are remembered, to recognise a repeat; beyond it the oldest are forgotten.
    public static let knownFindings = 65_536
}
