import BelfryAPI
import BelfryModel

extension GroundsDocument {
    /// The document of what a finding was raised on.
    init(_ grounds: FindingGrounds) {
        self.init(
            detectedAt: grounds.detectedAt.rfc3339,
            value: grounds.value,
            threshold: grounds.threshold,
            text: grounds.text,
            evidence: grounds.evidence.map(EvidenceDocument.init),
            configurationHash: grounds.configurationHash
        )
    }
}
