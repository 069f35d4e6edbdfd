public import BelfryModel

/// A sensor whose values hardly move any more, though they are not quite still: `below`, `times`, `over`, `minimum_readings`, `count`.
///
/// A filter that is clogged, a probe that is fouled. It is the counterpart of ``NoiseParameters``: without `below` a block has lost
/// its life that moves less than a `times`-th of the calmest before. What stands still altogether is `flat_line`'s.
public struct AttenuatedParameters: Sendable, Hashable {
    /// In the rule's unit, a difference; nil: learnt.
    public var below: Double?
    /// Above 1.
    public var times: Double
    public var overNanoseconds: Int64
    /// A block of fewer readings says nothing; at least 3.
    public var minimumReadings: Int
    public var count: Int

    public init(
        below: Double? = nil,
        times: Double = 5,
        overNanoseconds: Int64 = Nanoseconds.perHour,
        minimumReadings: Int = 12,
        count: Int = 6
    ) {
        self.below = below
        self.times = times
        self.overNanoseconds = overNanoseconds
        self.minimumReadings = minimumReadings
        self.count = count
    }
}
