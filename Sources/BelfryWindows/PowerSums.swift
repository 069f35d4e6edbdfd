// The textbook variance loses everything where values are large and close together. With both sums kept in pairs of doubles,
// Σx² − (Σx)²/n keeps its digits without a shift that would have to be chosen from the first reading.

/// Σx and Σx² of a span.
@usableFromInline
struct PowerSums: BitwiseCopyable, Sendable {
    /// A value and its square.
    @usableFromInline var pair: CompensatedPair

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
        let error = ((upper * upper - square) + 2 * upper * lower) + lower * lower
        pair = CompensatedPair(high: SIMD2(value, square), low: SIMD2(0, error))
    }

    /// Adds other sums.
    @inlinable
    @inline(__always)
    mutating func add(_ other: PowerSums) {
        pair.add(other.pair)
    }
}

extension PowerSums {
    /// Σx, rounded once; at the ends of the range it stays finite.
    var sum: Double {
        let total = pair.high.x + pair.low.x
        if total.isFinite { return total }
        return pair.high.x < 0 ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
    }

    /// The population standard deviation of `count` values with these sums; at least 0.
    ///
    /// √(n Σx² − (Σx)²) / n, with the difference taken in pairs. Where squares overflow it is the greatest finite number.
    func standardDeviation(count: Int) -> Double {
        let number = Double(count)
        let sum = pair.high.x + pair.low.x
        let rest = (pair.high.x - sum) + pair.low.x
        let squared = PowerSums(of: sum)
        // n Σx², exactly but for the low part's own rounding.
        let product = number * pair.high.y
        let error = (-product).addingProduct(number, pair.high.y) + number * pair.low.y
        let difference = product - squared.pair.high.y
        let spread =
            difference + (((product - difference) - squared.pair.high.y) + error - squared.pair.low.y - 2 * sum * rest)
        guard spread.isFinite else { return .greatestFiniteMagnitude }
        return max(0, spread).squareRoot() / number
    }
}
