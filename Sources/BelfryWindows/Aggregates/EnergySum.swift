import Glibc

/// The energy mean of levels in decibels: Leq = 10 lg(Σ 10^(L/10) / n) (ISO 1996-1:2016, 3.1.8).
///
/// In dB; exact to about 10⁻¹² dB in any order. Levels beyond ±1,000 dB count as these.
struct EnergySum: BitwiseCopyable {
    private static let limit = 1_000.0

    /// Σ10^(L/10), and how many.
    private var pair = CompensatedPair.zero

    mutating func add(_ level: Double) {
        let bounded = min(max(level, -Self.limit), Self.limit)
        pair.add(CompensatedPair(high: SIMD2(pow(10, bounded / 10), 1)))
    }

    mutating func merge(_ other: EnergySum) { pair.add(other.pair) }

    /// NaN without any.
    var level: Double {
        let sums = pair.sums
        return sums.y > 0 ? 10 * log10(sums.x / sums.y) : .nan
    }
}
