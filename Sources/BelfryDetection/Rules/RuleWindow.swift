public import BelfryModel

/// The windows that a rule looks at in place of readings: `window: { tumbling: 1h, aggregate: mean, minimum_count: 45 }`.
public struct RuleWindow: Sendable, Hashable {
    /// At least 1 ms.
    public var lengthNanoseconds: Int64
    public var aggregate: Aggregate
    /// A window with fewer readings says nothing; at least 1.
    public var minimumCount: Int

    public init(lengthNanoseconds: Int64, aggregate: Aggregate, minimumCount: Int = 1) {
        self.lengthNanoseconds = lengthNanoseconds
        self.aggregate = aggregate
        self.minimumCount = minimumCount
    }
}
