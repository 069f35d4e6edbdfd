/// A sum that does not depend on the order of its terms: an unevaluated pair of doubles, `high + low`.
///
/// The arithmetic and the promise are those of ``PowerSums``, for one sum: about 106 bits, so that the rounded result is
/// the same in any order but for ties of probability n · 2⁻⁵³ · Σ|x| / |Σx|, as long as no partial sum leaves the range
/// of doubles; who adds such terms scales them first. Source: Knuth, The Art of Computer Programming 2, 4.2.2 (the
/// branch-free two-sum); Dekker 1971 (the pair).
struct CompensatedSum: BitwiseCopyable {
    private var high: Double
    private var low: Double

    /// The sum of nothing.
    init() {
        high = 0
        low = 0
    }

    /// A sum of one value, exactly.
    init(_ value: Double) {
        high = value
        low = 0
    }

    /// A product, exactly unless its last bits fall below the smallest number.
    init(product factor: Double, _ other: Double) {
        high = factor * other
        low = (-high).addingProduct(factor, other)
    }

    /// The difference `value − other`, exactly.
    init(_ value: Double, minus other: Double) {
        self.init(value)
        add(CompensatedSum(-other))
    }

    /// Adds another sum.
    mutating func add(_ other: CompensatedSum) {
        let sum = high + other.high
        let shadow = sum - high
        low += ((high - (sum - shadow)) + (other.high - shadow)) + other.low
        high = sum
    }

    /// Multiplies by a power of two, exactly unless bits fall below the smallest number.
    mutating func scale(byPowerOfTwo factor: Double) {
        high *= factor
        low *= factor
    }

    /// The sum, rounded once; at the ends of the range it stays finite.
    var value: Double {
        let total = high + low
        // Beyond the range the low part is no number, and the high part still tells the sign.
        return total.isNaN ? high.saturated : total.saturated
    }
}
