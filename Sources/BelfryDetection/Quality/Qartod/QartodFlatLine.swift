public import BelfryModel

/// Whether a value has not moved for too long: all of a span lie closer together than a tolerance.
///
/// Limits: spans are counted in values of a regular interval, 63 of them at the most; missing ones are passed over. Refused: a
/// count of equal values, which noise in the last digit defeats. For rules there is `flat_line`, which goes by time, has no
/// limit and knows resting values. Source: IOOS, "Manual for Real-Time Quality Control", test 8, as `ioos_qc` reads it.
public struct QartodFlatLine: Sendable, BitwiseCopyable {
    /// The longest span, in intervals.
    public static let spanLimit = RecentValues.capacity - 1

    private let suspectCount: Int
    private let failCount: Int
    private let tolerance: Double
    private var recent = RecentValues()

    /// - Parameters:
    ///   - suspectSeconds: how long values may stay within `tolerance` before they are suspect, or have failed.
    ///   - intervalSeconds: from one value to the next; above 0.
    public init(suspectSeconds: Double, failSeconds: Double, tolerance: Double, intervalSeconds: Double) {
        func count(_ seconds: Double) -> Int { min(max(0, Int(seconds / intervalSeconds)), Self.spanLimit) }
        suspectCount = count(suspectSeconds)
        failCount = count(failSeconds)
        self.tolerance = tolerance
    }

    /// Takes in the next value, nil where it is missing.
    public mutating func flag(_ value: Double?, at time: Timestamp) -> QartodFlag {
        let value = value.flatMap { $0.isFinite ? $0 : nil } ?? .nan
        recent.append(value, at: time)
        if value.isNaN { return .missing }
        if isFlat(failCount) { return .fail }
        return isFlat(suspectCount) ? .suspect : .good
    }

    /// Whether this value and so many before it lie within the tolerance.
    private func isFlat(_ count: Int) -> Bool {
        guard recent.count > count else { return false }
        var (low, high) = (Double.infinity, -Double.infinity)
        for age in 0...count {
            let value = recent.value(age)
            guard !value.isNaN else { continue }
            low = min(low, value)
            high = max(high, value)
        }
        return high - low < tolerance
    }
}
