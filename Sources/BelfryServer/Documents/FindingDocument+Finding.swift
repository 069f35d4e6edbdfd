public import BelfryAPI
public import BelfryModel

extension FindingDocument {
    /// The document of a finding.
    public init(_ finding: Finding) {
        self.init(
            id: finding.id,
            phase: finding.phase.name,
            kind: finding.kind.rawValue,
            rule: finding.rule,
            ruleVersion: finding.ruleVersion,
            severity: finding.severity.name,
            sensor: finding.series.key.sensor,
            quantity: finding.series.key.quantity.name,
            agency: finding.series.key.agency,
            domain: finding.series.domain.name,
            zone: finding.series.zone,
            place: finding.series.place.name,
            from: finding.from.rfc3339,
            to: finding.to?.rfc3339,
            detectedAt: finding.detectedAt.rfc3339,
            value: finding.value,
            unit: finding.series.unit.code,
            threshold: finding.threshold,
            text: finding.text,
            runbook: finding.runbook,
            evidence: finding.evidence.map(EvidenceDocument.init),
            configurationHash: finding.configurationHash,
            raisedOn: finding.raisedOn.map { GroundsDocument($0) }
        )
    }
}
