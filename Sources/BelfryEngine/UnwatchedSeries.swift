public import BelfryModel

/// A rule that matches series and cannot watch them, with the reason: somebody believes these sensors to be guarded.
public struct UnwatchedSeries: Hashable, Sendable {
    /// The rule's name.
    public var rule: String
    /// What the series measure.
    public var quantity: Quantity
    /// One sentence: what does not fit and what to do.
    public var reason: String
    /// The identity of the first of them.
    public var series: String
    /// How many there are, at least 1.
    public var count: Int

    public init(rule: String, quantity: Quantity, reason: String, series: String, count: Int) {
        self.rule = rule
        self.quantity = quantity
        self.reason = reason
        self.series = series
        self.count = count
    }
}
