/// The delays between event time and arrival that say nothing to the clock watches of a rule set, while these are at rest.
public struct DelayBand: Sendable, BitwiseCopyable {
    /// In nanoseconds, negative: an event time after the arrival.
    public private(set) var least = Int64.min
    public private(set) var most = Int64.max

    /// The band of rules that do not watch clocks: every delay.
    public init() {}

    /// Leaves what says nothing to one more clock watch.
    mutating func formIntersection(_ parameters: ClockParameters) {
        least = max(least, -parameters.aheadNanoseconds)
        most = min(most, parameters.behindNanoseconds)
    }

    /// Whether the delay says nothing.
    @inlinable
    public func contains(_ delayNanoseconds: Int64) -> Bool {
        least <= delayNanoseconds && delayNanoseconds <= most
    }
}
