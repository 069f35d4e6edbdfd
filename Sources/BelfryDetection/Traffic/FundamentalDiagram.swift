/// How flow, speed and density of a road hang together: a triangle, in shares of capacity, free speed and the density
/// at capacity.
///
/// Free up to capacity, then falling towards a jam whose waves run upstream at a fifth of the free speed (16 to 22 km/h
/// on freeways: Daganzo, "Fundamentals of Transportation and Traffic Operations", 1997).
enum FundamentalDiagram {
    /// Wave speed as a share of free speed.
    static let waveShare = 0.2

    /// What passes in a queue that moves at a share of the free speed.
    static func flowShare(atSpeedShare speed: Double) -> Double {
        min(1, max(0, speed) * (1 + waveShare) / (max(0, speed) + waveShare))
    }

    /// The speed at a share of the density at capacity.
    static func speedShare(atDensityShare density: Double) -> Double {
        guard density > 1 else { return 1 }
        let flow = max(0, 1 + waveShare - waveShare * density)
        return flow / density
    }
}
