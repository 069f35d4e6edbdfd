import Glibc

/// How far the values of late are from those of long, whatever their level or spread: the second view.
///
/// ```
///   value ─► (value − centre) / spread ─► one of 16 symbols, wider and wider outwards ─► short and long histogram
///   distance = √ Σ (short − long)² / (long + 0.02)
/// ```
struct ValueHistogram: BitwiseCopyable {
    private var long = InlineArray<16, Float>(repeating: 0)
    private var short = InlineArray<16, Float>(repeating: 0)
    private var centre: Float = 0
    private var spread: Float = 0
    /// Of the distance, in the long run.
    private var meanDistance: Float = 0

    /// Takes in a value, and says how much further the two are apart than usual.
    mutating func take(_ value: Float, _ window: NoveltyWindow) -> Float {
        let symbol = Self.symbol(of: (value - centre) / max(spread, 1e-30))
        let shortShare = max(1 / 8, window.share)
        let longShare = max(window.slowShare * 0.5, window.share)
        var distance: Float = 0
        for index in 0..<16 {
            short[index] -= shortShare * short[index]
            if index == symbol { short[index] += shortShare }
            let difference = short[index] - long[index]
            distance += difference * difference / (long[index] + 0.02)
            long[index] -= longShare * long[index]
            if index == symbol { long[index] += longShare }
        }
        distance = distance.squareRoot()
        defer { meanDistance += window.slowShare * (distance - meanDistance) }
        return max(0, distance - meanDistance)
    }

    /// Lets centre and spread follow.
    mutating func follow(_ value: Float, _ pace: ReadingPace) {
        let share = max(1 / 323, pace.share)
        let difference = value - centre
        let isKnown = pace.count > 20
        let limit = 16 * max(spread, 1e-30)
        let size = isKnown && spread > 0 ? min(difference.magnitude, 8 * spread) : difference.magnitude
        spread += share * (size - spread)
        centre += share * (isKnown ? max(-limit, min(limit, difference)) : difference)
    }

    private static func symbol(of place: Float) -> Int {
        let bounded = max(-1e6, min(1e6, place))
        let distance = min(7, Int(log1p(bounded.magnitude) * 3.9))
        return bounded >= 0 ? 8 + distance : 7 - distance
    }
}
