/// The harmonic mean of positive values: of spot speeds it is the space-mean speed (Wardrop, "Some Theoretical Aspects of Road
/// Traffic Research", 1952).
///
/// In the values' unit; the sum is exact to its last bit or two in any order. Values of 0 and below have no place in it and
/// are left out.
struct ReciprocalSum: BitwiseCopyable {
    /// Σ1/x, and how many.
    private var pair = CompensatedPair.zero

    mutating func add(_ value: Double) {
        guard value > 0 else { return }
        // The reciprocal of the smallest numbers is infinite.
        pair.add(CompensatedPair(high: SIMD2(min(1 / value, .greatestFiniteMagnitude / 0x1p32), 1)))
    }

    mutating func merge(_ other: ReciprocalSum) { pair.add(other.pair) }

    /// NaN where no value was positive.
    var mean: Double {
        let sums = pair.sums
        return sums.y > 0 ? sums.y / sums.x : .nan
    }
}
