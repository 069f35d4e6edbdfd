/// What a finding was raised on: kept beside what it was cleared with, which says little of why anybody was called.
public struct FindingGrounds: Hashable, Sendable {
    /// The arrival of the reading, or the deadline, that raised it.
    public var detectedAt: Timestamp
    /// The value that decided, in the series' unit.
    public var value: Double
    /// What it was compared with, where there is such a number.
    public var threshold: Double?
    /// The sentence for the operator.
    public var text: String
    public var evidence: [Evidence]
    /// A hash of the configuration that was in force; empty where none was read.
    public var configurationHash: String

    public init(
        detectedAt: Timestamp,
        value: Double,
        threshold: Double? = nil,
        text: String,
        evidence: [Evidence] = [],
        configurationHash: String = ""
    ) {
        self.detectedAt = detectedAt
        self.value = value
        self.threshold = threshold
        self.text = text
        self.evidence = evidence
        self.configurationHash = configurationHash
    }
}

extension Finding {
    /// The finding as the clearing that it is, with what it was raised on.
    ///
    /// - Parameter raised: the same finding as it stood.
    public func cleared(after raised: Finding) -> Finding {
        var finding = self
        finding.raisedOn =
            raised.raisedOn
            ?? FindingGrounds(
                detectedAt: raised.detectedAt,
                value: raised.value,
                threshold: raised.threshold,
                text: raised.text,
                evidence: raised.evidence,
                configurationHash: raised.configurationHash
            )
        return finding
    }
}
