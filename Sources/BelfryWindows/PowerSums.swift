// Sums that do not depend on the order in which readings arrive.
//
// Plain addition rounds at every step, so the same readings in another order give a mean that differs in its last bits,
// and the textbook variance loses everything where values are large and close together. A sum kept as an unevaluated
// pair of doubles carries about 106 bits: the rounded result is the same in any order but for ties of probability
// 2⁻⁵⁰ or so, and Σx² − (Σx)²/n keeps its digits without a shift that would have to be chosen from the first reading.
//
// Dekker, "A floating-point technique for extending the available precision" (1971); the branch-free two-sum is Knuth's
// (The Art of Computer Programming 2, 4.2.2). Both sums go through it side by side in one vector.

/// Σx and Σx² of a span, each as `high + low` with |low| far below |high|.
@usableFromInline
struct PowerSums: BitwiseCopyable, Sendable {
    /// A value and its square.
    @usableFromInline var high: SIMD2<Double>
    @usableFromInline var low: SIMD2<Double>

    /// The sums of nothing.
    static var zero: PowerSums { PowerSums(of: 0) }

    /// The sums of one value.
    ///
    /// The square is exact, after Dekker's split of a double into two halves.
    @inlinable
    init(of value: Double) {
        let split = value * 134_217_729  // 2²⁷ + 1
        let upper = split - (split - value)
        let lower = value - upper
        let square = value * value
        high = SIMD2(value, square)
        low = SIMD2(0, ((upper * upper - square) + 2 * upper * lower) + lower * lower)
    }

    /// Adds other sums.
    @inlinable
    @inline(__always)
    mutating func add(_ other: PowerSums) {
        let sum = high + other.high
        let shadow = sum - high
        low += ((high - (sum - shadow)) + (other.high - shadow)) + other.low
        high = sum
    }
}

extension PowerSums {
    /// Σx, rounded once; at the ends of the range it stays finite.
    var sum: Double {
        let total = high.x + low.x
        if total.isFinite { return total }
        return high.x < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
    }

    /// The population standard deviation of `count` values with these sums; at least 0.
    ///
    /// √(n Σx² − (Σx)²) / n, with the difference taken in pairs. Where squares overflow it is the greatest finite number.
    func standardDeviation(count: Int) -> Double {
        let number = Double(count)
        let sum = high.x + low.x
        let rest = (high.x - sum) + low.x
        let squared = PowerSums(of: sum)
        // n Σx², exactly but for the low part's own rounding.
        let product = number * high.y
        let error = (-product).addingProduct(number, high.y) + number * low.y
        let difference = product - squared.high.y
        let spread = difference + (((product - difference) - squared.high.y) + error - squared.low.y - 2 * sum * rest)
        guard spread.isFinite else { return .greatestFiniteMagnitude }
        return max(0, spread).squareRoot() / number
    }
}
