import BelfryAPI
import BelfryIncidents
import BelfryModel
import BelfryServer

/// One line of `belfry replay`: a finding, or what happened to an incident, under the same keys.
struct ReplayLine: Encodable {
    /// `finding` or `incident`.
    var type: String
    var id: String
    /// A finding's phase, or what happened to the incident.
    var what: String
    /// An incident's state; absent for findings.
    var state: String?
    var kind: String
    var rule: String
    var severity: String
    /// Absent for incidents, which may join several.
    var sensor: String?
    var quantity: String?
    var place: String
    var domain: String
    var from: String
    var to: String?
    var detectedAt: String
    var text: String
    var evidence: [EvidenceDocument]

    /// The line of a finding.
    init(_ finding: Finding) {
        let document = FindingDocument(finding)
        type = "finding"
        id = document.id
        what = document.phase
        kind = document.kind
        rule = document.rule
        severity = document.severity
        sensor = document.sensor
        quantity = document.quantity
        place = document.place
        domain = document.domain
        from = document.from
        to = document.to
        detectedAt = document.detectedAt
        text = document.text
        evidence = document.evidence
    }

    /// The line of an incident event.
    init(_ event: IncidentEvent) {
        let document = IncidentDocument(event.incident)
        let findings = event.incident.findings
        type = "incident"
        id = document.id
        what = event.entry.what.rawValue
        state = document.state
        kind = document.kind
        rule = document.rule
        severity = document.severity
        place = document.place
        domain = document.domain
        from = (findings.map(\.from).min() ?? event.incident.openedAt).rfc3339
        to = event.incident.state.isActive ? nil : findings.compactMap(\.to).max()?.rfc3339
        detectedAt = event.entry.at.rfc3339
        text = document.title
        evidence = document.evidence
    }
}
