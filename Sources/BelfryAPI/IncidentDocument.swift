/// An incident as the API, the live stream and `--json` show it.
public struct IncidentDocument: Codable, Equatable, Sendable {
    public var id: String
    /// `active_unacknowledged`, `active_acknowledged`, `cleared_unacknowledged` or `closed`.
    public var state: String
    /// `annunciated`, `shelved`, `suppressed` or `out_of_service`.
    public var annunciation: String
    public var severity: String
    public var kind: String
    public var title: String
    public var domain: String
    public var agency: String
    public var zone: String
    public var place: String
    public var openedAt: String
    public var updatedAt: String
    @Nullable public var acknowledged: AcknowledgementDocument?
    public var findings: [FindingDocument]
    public var evidence: [EvidenceDocument]
    public var timeline: [TimelineDocument]
    public var rule: String
    public var ruleVersion: String

    public init(
        id: String,
        state: String,
        annunciation: String,
        severity: String,
        kind: String,
        title: String,
        domain: String,
        agency: String,
        zone: String,
        place: String,
        openedAt: String,
        updatedAt: String,
        acknowledged: AcknowledgementDocument?,
        findings: [FindingDocument],
        evidence: [EvidenceDocument],
        timeline: [TimelineDocument],
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
        self.openedAt = openedAt
        self.updatedAt = updatedAt
        self.acknowledged = acknowledged
        self.findings = findings
        self.evidence = evidence
        self.timeline = timeline
        self.rule = rule
        self.ruleVersion = ruleVersion
    }
}

/// Who acknowledged, when and why.
public struct AcknowledgementDocument: Codable, Equatable, Sendable {
    public var by: String
    public var at: String
    public var reason: String

    public init(by: String, at: String, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }
}

/// One entry of an incident's timeline.
public struct TimelineDocument: Codable, Equatable, Sendable {
    public var at: String
    /// `opened`, `finding_raised`, `finding_cleared`, `escalated`, `cleared`, `acknowledged`, `commented`, `closed`.
    public var what: String
    /// The person who acted; empty for what the daemon did by itself.
    public var by: String
    public var text: String

    public init(at: String, what: String, by: String, text: String) {
        self.at = at
        self.what = what
        self.by = by
        self.text = text
    }
}

/// One number of evidence.
public struct EvidenceDocument: Codable, Equatable, Sendable {
    public var name: String
    public var value: Double
    public var unit: String
    @Nullable public var time: String?

    public init(name: String, value: Double, unit: String, time: String?) {
        self.name = name
        self.value = value
        self.unit = unit
        self.time = time
    }
}

/// A finding as the API, the live stream, `replay` and `--json` show it.
public struct FindingDocument: Codable, Equatable, Sendable {
    public var id: String
    /// `raised` or `cleared`.
    public var phase: String
    public var kind: String
    public var rule: String
    public var ruleVersion: String
    public var severity: String
    public var sensor: String
    public var quantity: String
    public var agency: String
    public var domain: String
    public var zone: String
    public var place: String
    public var from: String
    @Nullable public var to: String?
    public var detectedAt: String
    public var value: Double
    public var unit: String
    @Nullable public var threshold: Double?
    public var text: String
    public var runbook: String
    public var evidence: [EvidenceDocument]
    /// Of the configuration in force when this phase came about.
    public var configurationHash: String
    /// Of a cleared one that an incident has; nil while it stands, and where an older daemon did not keep it.
    @Nullable public var raisedOn: GroundsDocument?

    public init(
        id: String,
        phase: String,
        kind: String,
        rule: String,
        ruleVersion: String,
        severity: String,
        sensor: String,
        quantity: String,
        agency: String,
        domain: String,
        zone: String,
        place: String,
        from: String,
        to: String?,
        detectedAt: String,
        value: Double,
        unit: String,
        threshold: Double?,
        text: String,
        runbook: String,
        evidence: [EvidenceDocument],
        configurationHash: String = "",
        raisedOn: GroundsDocument? = nil
    ) {
        self.id = id
        self.phase = phase
        self.kind = kind
        self.rule = rule
        self.ruleVersion = ruleVersion
        self.severity = severity
        self.sensor = sensor
        self.quantity = quantity
        self.agency = agency
        self.domain = domain
        self.zone = zone
        self.place = place
        self.from = from
        self.to = to
        self.detectedAt = detectedAt
        self.value = value
        self.unit = unit
        self.threshold = threshold
        self.text = text
        self.runbook = runbook
        self.evidence = evidence
        self.configurationHash = configurationHash
        self.raisedOn = raisedOn
    }
}
