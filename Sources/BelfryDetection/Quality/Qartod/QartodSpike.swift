/// Whether one value stands out of its two neighbours.
///
/// ```
///   average        |v₁ − (v₀ + v₂) / 2|            also flags the neighbours of a spike
///   differential   min(|v₁ − v₀|, |v₂ − v₁|)       where the two go in opposite directions, else 0
/// ```
/// Intuition: the world goes on where it was; a glitch does not. Limits: told one value late, since it takes the next one to
/// know; two wrong values in a row are no spike. Refused: a median of more neighbours, which would be told later still.
/// Source: IOOS, "Manual for Real-Time Quality Control", test 6; `differential` after `ioos_qc`.
public struct QartodSpike: Sendable, Hashable, BitwiseCopyable {
    public enum Method: Sendable, Hashable, BitwiseCopyable {
        case average, differential
    }

    /// What of a value, beyond which it is suspect and beyond which it fails; infinite where there is no such limit.
    public var suspectThreshold: Double
    public var failThreshold: Double
    public var method: Method

    /// The two values before the next; NaN where one is missing.
    private var first = Double.nan
    private var second = Double.nan
    /// How many values have come, three at most.
    private var count: UInt8 = 0

    public init(suspectThreshold: Double, failThreshold: Double, method: Method = .average) {
        self.suspectThreshold = suspectThreshold
        self.failThreshold = failThreshold
        self.method = method
    }

    /// Takes in the next value, nil where it is missing, and tells of the one before it; nil before there is one.
    public mutating func flag(before next: Double?) -> QartodFlag? {
        let next = next.flatMap { $0.isFinite ? $0 : nil } ?? .nan
        defer {
            first = second
            second = next
            count = min(count + 1, 2)
        }
        guard count > 0 else { return nil }
        if second.isNaN { return .missing }
        guard count > 1, !first.isNaN, !next.isNaN else { return .notEvaluated }
        let size = size(next)
        if size > failThreshold { return .fail }
        return size > suspectThreshold ? .suspect : .good
    }

    /// Tells of the last value, of which nothing more can be known; nil where none came.
    public func flagOfLast() -> QartodFlag? {
        guard count > 0 else { return nil }
        return second.isNaN ? .missing : .notEvaluated
    }

    private func size(_ next: Double) -> Double {
        switch method {
        case .average: return (second - (first + next) / 2).magnitude
        case .differential:
            let (before, after) = (second - first, next - second)
            return before * after >= 0 ? 0 : min(before.magnitude, after.magnitude)
        }
    }
}
