public import BelfryAPI
public import BelfryModel

extension EvidenceDocument {
    /// The document of one number of evidence.
    public init(_ evidence: Evidence) {
        self.init(
            name: evidence.name,
            value: evidence.value,
            unit: evidence.unit.code,
            time: evidence.time?.rfc3339
        )
    }
}
