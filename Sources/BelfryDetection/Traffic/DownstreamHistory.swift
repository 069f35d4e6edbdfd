/// The downstream occupancies of the two intervals before.
struct DownstreamHistory: BitwiseCopyable {
    private var before = Double.nan
    private var twoBefore = Double.nan

    /// Compares the present occupancies, in percent, and keeps the downstream one; nil where one of them is NaN.
    mutating func compare(upstream: Double, downstream: Double) -> OccupancyComparison? {
        let earlier = twoBefore
        (twoBefore, before) = (before, downstream)
        guard !upstream.isNaN, !downstream.isNaN else { return nil }
        let difference = upstream - downstream
        return OccupancyComparison(
            differencePercent: difference,
            differenceShare: upstream > 0 ? difference / upstream : 0,
            // What was empty cannot have fallen; what was not known stays so.
            downstreamFallShare: earlier <= 0 ? 0 : (earlier - downstream) / earlier
        )
    }
}
