public import BelfryAPI
public import BelfryIncidents
import BelfryModel

extension IncidentDocument {
    /// The document of an incident.
    ///
    /// Its evidence is what the finding was raised on that gave it its rule and severity; the other findings carry their own.
    public init(_ incident: Incident) {
        let deciding =
            incident.findings.first { $0.rule == incident.rule && $0.kind == incident.kind } ?? incident.findings.first
        self.init(
            id: incident.id,
            state: incident.state.rawValue,
            annunciation: incident.annunciation.rawValue,
            severity: incident.severity.name,
            kind: incident.kind.rawValue,
            title: incident.title,
            domain: incident.domain.name,
            agency: incident.agency,
            zone: incident.zone,
            place: incident.place.name,
            openedAt: incident.openedAt.rfc3339,
            updatedAt: incident.updatedAt.rfc3339,
            acknowledged: incident.acknowledgement.map(AcknowledgementDocument.init),
            findings: incident.findings.map(FindingDocument.init),
            evidence: deciding.map { ($0.raisedOn?.evidence ?? $0.evidence).map(EvidenceDocument.init) } ?? [],
            timeline: incident.timeline.map(TimelineDocument.init),
            rule: incident.rule,
            ruleVersion: incident.ruleVersion
        )
    }
}

extension AcknowledgementDocument {
    /// The document of an acknowledgement.
    public init(_ acknowledgement: Acknowledgement) {
        self.init(
            by: acknowledgement.by,
            at: acknowledgement.at.rfc3339,
            reason: acknowledgement.reason
        )
    }
}
