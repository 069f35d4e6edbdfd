// Sums that do not depend on the order in which values arrive.
//
// Plain addition rounds at every step, so the same values in another order give a sum that differs in its last bits. A sum
// kept as an unevaluated pair of doubles carries about 106 bits: the rounded result is the same in any order but for ties
// of probability 2⁻⁵⁰ or so.
//
// Dekker, "A floating-point technique for extending the available precision" (1971); the branch-free two-sum is Knuth's
// (The Art of Computer Programming 2, 4.2.2). Two sums go through it side by side in one vector.

/// Two sums, each as `high + low` with |low| far below |high|.
@usableFromInline
struct CompensatedPair: BitwiseCopyable, Sendable {
    @usableFromInline var high: SIMD2<Double>
    @usableFromInline var low: SIMD2<Double>

    @inlinable
    init(high: SIMD2<Double>, low: SIMD2<Double> = .zero) {
        self.high = high
        self.low = low
    }

    /// The sums of nothing.
    static var zero: CompensatedPair { CompensatedPair(high: .zero) }

    /// Adds other sums.
    @inlinable
    @inline(__always)
    mutating func add(_ other: CompensatedPair) {
        let sum = high + other.high
        let shadow = sum - high
        low += ((high - (sum - shadow)) + (other.high - shadow)) + other.low
        high = sum
    }

    /// The sums, rounded once.
    var sums: SIMD2<Double> { high + low }
}
