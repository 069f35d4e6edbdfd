public import BelfryModel

/// Whether a signal has lost its variation: over a span it moves less than a working sensor does.
///
/// Intuition: a fouled or frozen sensor does not stop, it goes quiet. Limits: a calm night looks the same, so the thresholds
/// belong to the site. A span with a missing value has no range. At most 64 values are looked at; a span that holds more is
/// judged by its newest. Source: IOOS, "Manual for Real-Time Quality Control", test 10, as `ioos_qc` reads it.
public struct QartodAttenuatedSignal: Sendable, BitwiseCopyable {
    public enum Measure: Sendable, Hashable, BitwiseCopyable {
        /// Of the population.
        case standardDeviation
        case range
    }

    private let measure: Measure
    private let suspectBelow: Double
    private let failBelow: Double
    private let spanNanoseconds: Int64
    private let minimumReadings: Int
    private var recent = RecentValues()

    /// - Parameters:
    ///   - suspectBelow: in the unit of the values.
    ///   - spanNanoseconds: up to the value, and without the one that is as old as that.
    ///   - minimumReadings: fewer values say nothing.
    public init(
        _ measure: Measure,
        suspectBelow: Double,
        failBelow: Double,
        spanNanoseconds: Int64,
        minimumReadings: Int
    ) {
        self.measure = measure
        self.suspectBelow = suspectBelow
        self.failBelow = failBelow
        self.spanNanoseconds = spanNanoseconds
        self.minimumReadings = minimumReadings
    }

    /// Takes in the next value, nil where it is missing.
    public mutating func flag(_ value: Double?, at time: Timestamp) -> QartodFlag {
        let value = value.flatMap { $0.isFinite ? $0 : nil } ?? .nan
        recent.append(value, at: time)
        if value.isNaN { return .missing }
        guard let variation = variation(since: time.advanced(byNanoseconds: -spanNanoseconds)) else {
            return .notEvaluated
        }
        if variation < failBelow { return .fail }
        return variation < suspectBelow ? .suspect : .good
    }

    private func variation(since start: Timestamp) -> Double? {
        var (count, missing, sum) = (0, 0, 0.0)
        var (low, high) = (Double.infinity, -Double.infinity)
        var age = 0
        while age < recent.count, recent.time(age) > start {
            let value = recent.value(age)
            if value.isNaN {
                missing += 1
            } else {
                count += 1
                sum += value
                low = min(low, value)
                high = max(high, value)
            }
            age += 1
        }
        guard count >= max(1, minimumReadings) else { return nil }
        guard measure == .standardDeviation else { return missing > 0 ? nil : high - low }
        let mean = sum / Double(count)
        var squares = 0.0
        for age in 0..<age where !recent.value(age).isNaN {
            squares += (recent.value(age) - mean) * (recent.value(age) - mean)
        }
        return (squares / Double(count)).squareRoot()
    }
}
