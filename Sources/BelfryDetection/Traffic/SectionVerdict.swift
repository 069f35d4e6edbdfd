public import BelfryModel

/// What the watch over a corridor says of the road between two stations.
public struct SectionVerdict: Sendable, Hashable, BitwiseCopyable {
    public enum Phase: UInt8, Sendable, BitwiseCopyable {
        case raised, cleared
    }

    /// The station right upstream of the place, counted in driving direction: the queue's head.
    public var upstreamStation: Int
    /// The next station that spoke, or nil at the end of the corridor.
    public var downstreamStation: Int?
    public var phase: Phase
    /// When the condition began; the same in `cleared` as it was in `raised`.
    public var from: Timestamp
    /// When it ended; nil while raised.
    public var to: Timestamp?
    /// The end of the interval that decided.
    public var detectedAt: Timestamp
    /// How sure it is that this is an incident, in [0, 1].
    public var certainty: Double

    // What it rests on; NaN is what the stations do not tell.
    public var upstreamOccupancyPercent: Double
    public var downstreamOccupancyPercent: Double
    public var upstreamSpeedKilometresPerHour: Double
    public var downstreamSpeedKilometresPerHour: Double
    /// How far the upstream speed lies below its own usual one at this time of the day and week.
    public var dropKilometresPerHour: Double
    /// Share of the capacity that passes no more.
    public var lostCapacityShare: Double
    /// Since `from`.
    public var persistedSeconds: Double
    /// The last station that the queue has reached.
    public var tailStation: Int
    /// How fast the tail moves upstream, in stations an hour; NaN until it has reached a second one.
    public var tailStationsPerHour: Double
}
