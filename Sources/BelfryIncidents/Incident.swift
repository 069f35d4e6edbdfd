public import BelfryModel

/// One thing an operator has to deal with: the findings of one place and domain, with a lifecycle.
public struct Incident: Hashable, Sendable {
    /// `i-` and ten characters, derived from place, domain and `openedAt`.
    public var id: String
    public var state: IncidentState
    public var annunciation: Annunciation
    /// The worst severity among its findings so far; it never falls while the incident is open.
    public var severity: Severity
    /// The kind of the worst finding, the earliest among equals.
    public var kind: FindingKind
    public var title: String
    public var domain: Domain
    public var agency: String
    public var zone: String
    /// Where its worst finding is.
    public var place: Place
    public var location: Location?
    public var openedAt: Timestamp
    public var updatedAt: Timestamp
    public var acknowledgement: Acknowledgement?
    /// Findings by order of arrival, each in its last phase; at most ``IncidentLimits/findingsPerIncident``.
    public var findings: [Finding]
    /// What happened, oldest first; at most ``IncidentLimits/timelineEntriesPerIncident``.
    public var timeline: [TimelineEntry]
    /// The rule of the worst finding.
    public var rule: String
    public var ruleVersion: String

    public init(
        id: String,
        state: IncidentState,
        annunciation: Annunciation = .annunciated,
        severity: Severity,
        kind: FindingKind,
        title: String,
        domain: Domain,
        agency: String,
        zone: String,
        place: Place,
        location: Location? = nil,
        openedAt: Timestamp,
        updatedAt: Timestamp,
        acknowledgement: Acknowledgement? = nil,
        findings: [Finding],
        timeline: [TimelineEntry],
        rule: String,
        ruleVersion: String
    ) {
        self.id = id
        self.state = state
        self.annunciation = annunciation
        self.severity = severity
        self.kind = kind
        self.title = title
        self.domain = domain
        self.agency = agency
        self.zone = zone
        self.place = place
        self.location = location
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.acknowledgement = acknowledgement
        self.findings = findings
        self.timeline = timeline
        self.rule = rule
        self.ruleVersion = ruleVersion
    }
}

/// Who acknowledged an incident, when and why.
public struct Acknowledgement: Hashable, Sendable {
    public var by: String
    public var at: Timestamp
    public var reason: String

    public init(by: String, at: Timestamp, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }
}
