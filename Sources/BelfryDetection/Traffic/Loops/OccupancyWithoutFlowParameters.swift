public import BelfryModel

/// Flow and occupancy of one sensor that contradict each other: `occupancy_above`, `for`.
///
/// See ``OccupancyWithoutFlow`` for what is told, and its limits.
public struct OccupancyWithoutFlowParameters: Sendable, Hashable {
    /// Occupancy up to this is none, in per cent.
    public var leastPercent: Double
    public var forNanoseconds: Int64

    public init(leastPercent: Double = 2, forNanoseconds: Int64 = 30 * Nanoseconds.perMinute) {
        self.leastPercent = leastPercent
        self.forNanoseconds = forNanoseconds
    }
}
