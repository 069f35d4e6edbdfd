/// What the California algorithms look at in one interval: the occupancies of two neighbouring stations beside each other.
public struct OccupancyComparison: Sendable, Hashable, BitwiseCopyable {
    /// OCCDF, upstream less downstream occupancy, in points.
    public var differencePercent: Double
    /// OCCRDF, the same as a share of the upstream occupancy.
    public var differenceShare: Double
    /// DOCCTD, by which share the downstream occupancy fell within two intervals; NaN where one of those before is not known.
    public var downstreamFallShare: Double

    /// Of two stations of which nothing is known.
    public static let unknown = OccupancyComparison(
        differencePercent: .nan,
        differenceShare: .nan,
        downstreamFallShare: .nan
    )
}
