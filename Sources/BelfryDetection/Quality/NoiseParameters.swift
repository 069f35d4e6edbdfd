public import BelfryModel

/// A sensor whose values scatter far more than they used to: `above`, `times`, `over`, `minimum_readings`, `count`.
///
/// What is measured is how far values stand out of their neighbours on the average of a block of `over`, see
/// ``VariationTerms``. Raised by `count` noisy blocks in a row, cleared by as many that are not. Without `above` a block is noisy
/// that scatters `times` as much as any before, which takes two days to learn.
///
/// For rule packs: a water level in a storm and a wall beside a building site scatter for good reasons, so leave out what
/// guards lives.
public struct NoiseParameters: Sendable, Hashable {
    /// In the rule's unit, a difference; nil: learnt.
    public var above: Double?
    /// Above 1.
    public var times: Double
    public var overNanoseconds: Int64
    /// A block of fewer readings says nothing; at least 3.
    public var minimumReadings: Int
    public var count: Int

    public init(
        above: Double? = nil,
        times: Double = 3,
        overNanoseconds: Int64 = Nanoseconds.perHour,
        minimumReadings: Int = 12,
        count: Int = 2
    ) {
        self.above = above
        self.times = times
        self.overNanoseconds = overNanoseconds
        self.minimumReadings = minimumReadings
        self.count = count
    }
}
