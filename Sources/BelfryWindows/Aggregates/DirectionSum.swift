import Glibc

/// The mean direction of angles in degrees, such as the wind's: that of the sum of unit vectors.
///
/// After Mardia and Jupp, "Directional Statistics" (2000), 2.2, and WMO-No. 8, part I, 5.8. 0..<360°; exact to about 10⁻¹³° in any order where the directions agree at all.
struct DirectionSum: BitwiseCopyable {
    /// Σcos, Σsin.
    private var pair = CompensatedPair.zero
    private var count = 0.0

    mutating func add(_ degrees: Double) {
        let angle = degrees.truncatingRemainder(dividingBy: 360) * .pi / 180
        pair.add(CompensatedPair(high: SIMD2(cos(angle), sin(angle))))
        count += 1
    }

    mutating func merge(_ other: DirectionSum) {
        pair.add(other.pair)
        count += other.count
    }

    /// How far the directions agree: 0, in all directions alike, to 1, all the same; NaN without any.
    var agreement: Double {
        let sums = pair.sums
        return count > 0 ? min(1, hypot(sums.x, sums.y) / count) : .nan
    }

    /// NaN where the directions cancel out.
    var mean: Double {
        guard agreement > 1e-12 else { return .nan }
        let sums = pair.sums
        let degrees = atan2(sums.y, sums.x) * 180 / .pi
        let turned = degrees < 0 ? degrees + 360 : degrees
        return turned < 360 ? turned : 0
    }

    /// Yamartino's standard deviation of the directions in degrees ("A Comparison of Several Single-Pass Estimators of the
    /// Standard Deviation of Wind Direction", 1984), right to 2 %; NaN without any.
    var standardDeviation: Double {
        guard count > 0 else { return .nan }
        let epsilon = max(0, 1 - agreement * agreement).squareRoot()
        return asin(epsilon) * (1 + 0.1547 * epsilon * epsilon * epsilon) * 180 / .pi
    }
}
