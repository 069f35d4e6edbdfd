public import BelfryModel

/// A message that could not be read: what an operator needs to find out why, and nothing personal.
public struct QuarantineEntry: Sendable, Hashable {
    public var at: Timestamp
    /// The index of the broker.
    public var source: Int
    /// As ``Redaction`` shows it.
    public var topic: String
    public var outcome: Outcome
    public var reason: Reason
    /// What exactly, where there is more to say than the reason.
    public var detail: String
    public var format: PayloadFormat
    /// The start of the payload with its texts masked, see ``Redaction``.
    public var sample: String

    public init(
        at: Timestamp,
        source: Int,
        topic: String,
        outcome: Outcome,
        reason: Reason,
        detail: String = "",
        format: PayloadFormat,
        sample: String
    ) {
        self.at = at
        self.source = source
        self.topic = topic
        self.outcome = outcome
        self.reason = reason
        self.detail = detail
        self.format = format
        self.sample = sample
    }
}
