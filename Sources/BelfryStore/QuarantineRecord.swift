public import BelfryModel

/// A message that could not be decoded, kept for a look: what came, where from, and why it was refused.
public struct QuarantineRecord: Hashable, Sendable {
    /// Rises with each record; 0 until it is stored.
    public var number: Int64
    public var at: Timestamp
    /// The broker's name.
    public var source: String
    public var topic: String
    /// `malformed` or `undecoded`.
    public var outcome: String
    public var reason: String
    public var format: String
    /// The beginning of the payload, redacted: it reaches the disk, and may have held personal data.
    public var sample: String

    public init(
        number: Int64 = 0,
        at: Timestamp,
        source: String,
        topic: String,
        outcome: String,
        reason: String,
        format: String,
        sample: String
    ) {
        self.number = number
        self.at = at
        self.source = source
        self.topic = topic
        self.outcome = outcome
        self.reason = reason
        self.format = format
        self.sample = sample
    }
}
