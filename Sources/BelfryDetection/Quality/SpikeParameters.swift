public import BelfryModel

/// A sensor whose single values stand out of their neighbours, again and again: `method`, `above`, `times`, `count`, `within`.
///
/// ```
///           ·            ·       ·
///   · · · ·   · · · · ·    · · ·   · · ·        three spikes within an hour: raised; an hour without: cleared
/// ```
/// What a value stands out by is QARTOD's, see ``QartodSpike``. Without `above` the measure is the sensor's own: a spike is more
/// than `times` what all but one in a hundred of its values stand out by, so that one rule serves every sensor.
///
/// For rule packs: use it on quantities that move on from where they were (temperature, pollutants, pressure). What comes and
/// goes within one reading by nature, as a passing lorry's sound or rain by the minute does, is no fault.
public struct SpikeParameters: Sendable, Hashable {
    /// More spikes than this are not counted.
    public static let countMaximum = 5

    public var method: QartodSpike.Method
    /// What a value has to stand out by, in the rule's unit; nil: learnt.
    public var above: Double?
    /// How many times what is usual, where that is learnt; above 1.
    public var times: Double
    /// Spikes that raise, 1...5.
    public var count: Int
    /// They lie no further apart than this; as long without any clears.
    public var withinNanoseconds: Int64

    public init(
        method: QartodSpike.Method = .differential,
        above: Double? = nil,
        times: Double = 3,
        count: Int = 3,
        withinNanoseconds: Int64 = Nanoseconds.perHour
    ) {
        self.method = method
        self.above = above
        self.times = times
        self.count = count
        self.withinNanoseconds = withinNanoseconds
    }
}
