// Sums that do not depend on the order in which readings arrive.
//
// Plain addition rounds at every step, so the same readings in another order give a mean that differs in its last bits,
// and the textbook variance loses everything where values are large and close together. A sum kept as an unevaluated
// pair of doubles carries about 106 bits: the rounded result is the same in any order but for ties of probability
// 2⁻⁵⁰ or so, and Σx² − (Σx)²/n keeps its digits without a shift that would have to be chosen from the first reading.
//
// Dekker, "A floating-point technique for extending the available precision" (1971); the branch-free two-sum is Knuth's
// (The Art of Computer Programming 2, 4.2.2).

/// A running sum as `high + low` with |low| far below |high|.
@usableFromInline
struct CompensatedSum: BitwiseCopyable {
    @usableFromInline var high: Double
    @usableFromInline var low: Double

    @inlinable
    init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    /// Adds `value`, and `rest` which is far smaller.
    @inlinable
    mutating func add(_ value: Double, _ rest: Double = 0) {
        let sum = high + value
        let shadow = sum - high
        low += ((high - (sum - shadow)) + (value - shadow)) + rest
        high = sum
    }

    /// The sum, rounded once; at the ends of the range it stays finite.
    var value: Double {
        let total = high + low
        if total.isFinite { return total }
        return high < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
    }
}

/// A square as an exact pair, after Dekker's split of a double into two halves.
@usableFromInline
struct ExactSquare: BitwiseCopyable {
    @usableFromInline let high: Double
    @usableFromInline let low: Double

    @inlinable
    init(_ value: Double) {
        let split = value * 134_217_729  // 2²⁷ + 1
        let upper = split - (split - value)
        let lower = value - upper
        high = value * value
        low = ((upper * upper - high) + 2 * upper * lower) + lower * lower
    }
}

extension CompensatedSum {
    /// The population standard deviation of `count` values with this sum and this sum of squares; at least 0.
    ///
    /// √(n Σx² − (Σx)²) / n, with the difference taken in pairs. Where squares overflow it is the greatest finite number.
    static func standardDeviation(count: Int, sum: CompensatedSum, squares: CompensatedSum) -> Double {
        let number = Double(count)
        let total = sum.high + sum.low
        let rest = (sum.high - total) + sum.low
        let square = ExactSquare(total)
        // n Σx², exactly but for the low parts' own rounding.
        let product = number * squares.high
        let error = (-product).addingProduct(number, squares.high) + number * squares.low
        var difference = CompensatedSum(product, error)
        difference.add(-square.high, -square.low - 2 * total * rest)
        let spread = difference.high + difference.low
        guard spread.isFinite else { return .greatestFiniteMagnitude }
        return max(0, spread).squareRoot() / number
    }
}
