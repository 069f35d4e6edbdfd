/// How fast the border between two states of traffic moves, by the vehicles that cross it.
///
/// Lighthill and Whitham, and Richards, 1955/56: the same vehicles enter and leave the border, so its speed is the
/// difference of the flows over that of the densities. A queue's tail moves upstream, so its speed is negative.
public enum ShockWave {
    /// Speed in km/h, positive in driving direction; NaN where both densities are the same.
    public static func speedKilometresPerHour(
        upstreamFlowVehiclesPerHour upstreamFlow: Double,
        upstreamDensityVehiclesPerKilometre upstreamDensity: Double,
        downstreamFlowVehiclesPerHour downstreamFlow: Double,
        downstreamDensityVehiclesPerKilometre downstreamDensity: Double
    ) -> Double {
        let difference = downstreamDensity - upstreamDensity
        return difference == 0 ? .nan : (downstreamFlow - upstreamFlow) / difference
    }
}
