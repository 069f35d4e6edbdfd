public import BelfryIncidents
public import BelfryModel

/// Which incidents a query asks for; what is nil or empty does not narrow it.
public struct IncidentQuery: Hashable, Sendable {
    public var states: Set<IncidentState>
    public var minimumSeverity: Severity?
    public var domain: Domain?
    public var agency: String?
    public var zone: String?
    public var place: String?
    /// Opened at this instant or later.
    public var openedSince: Timestamp?
    /// Opened before this instant: to go on where an earlier answer ended.
    public var openedBefore: Timestamp?
    /// Changed last at this instant or later.
    public var updatedSince: Timestamp?
    /// At most ``StoreLimits/incidentsPerQuery``.
    public var limit: Int

    public init(
        states: Set<IncidentState> = [],
        minimumSeverity: Severity? = nil,
        domain: Domain? = nil,
        agency: String? = nil,
        zone: String? = nil,
        place: String? = nil,
        openedSince: Timestamp? = nil,
        openedBefore: Timestamp? = nil,
        updatedSince: Timestamp? = nil,
        limit: Int = StoreLimits.incidentsPerQuery
    ) {
        self.states = states
        self.minimumSeverity = minimumSeverity
        self.domain = domain
        self.agency = agency
        self.zone = zone
        self.place = place
        self.openedSince = openedSince
        self.openedBefore = openedBefore
        self.updatedSince = updatedSince
        self.limit = limit
    }
}
