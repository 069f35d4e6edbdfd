public import BelfryModel

/// A finding that was raised before a restart and has not cleared since.
public struct ActiveFinding: Hashable, Sendable {
    /// The rule's name.
    public var rule: String
    /// The series, as in ``SeriesDescriptor/identity``.
    public var identity: String
    /// The finding's `from`.
    public var from: Timestamp
    public var value: Double

    public init(rule: String, identity: String, from: Timestamp, value: Double) {
        self.rule = rule
        self.identity = identity
        self.from = from
        self.value = value
    }
}
