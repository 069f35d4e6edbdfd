/// What a finding was raised on, beside what it was cleared with.
public struct GroundsDocument: Codable, Equatable, Sendable {
    public var detectedAt: String
    public var value: Double
    @Nullable public var threshold: Double?
    public var text: String
    public var evidence: [EvidenceDocument]
    /// Of the configuration in force when it was raised.
    public var configurationHash: String

    public init(
        detectedAt: String,
        value: Double,
        threshold: Double?,
        text: String,
        evidence: [EvidenceDocument],
        configurationHash: String
    ) {
        self.detectedAt = detectedAt
        self.value = value
        self.threshold = threshold
        self.text = text
        self.evidence = evidence
        self.configurationHash = configurationHash
    }
}

extension FindingDocument {
    /// The finding with the numbers and the words that it was raised on, where they have been kept; else as it is.
    public var asRaised: FindingDocument {
        guard let raisedOn else { return self }
        var finding = self
        finding.detectedAt = raisedOn.detectedAt
        finding.value = raisedOn.value
        finding.threshold = raisedOn.threshold
        finding.text = raisedOn.text
        finding.evidence = raisedOn.evidence
        finding.configurationHash = raisedOn.configurationHash
        return finding
    }
}
