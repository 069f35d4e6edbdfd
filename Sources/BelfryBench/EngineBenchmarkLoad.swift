import BelfryDetection
import BelfryModel
import BelfryWindows

/// What the engine does for each series in its benchmark: windows of a minute and an hour in any case.
enum EngineBenchmarkLoad: CaseIterable {
    /// A threshold on every reading.
    case oneThreshold
    /// One on every reading, and one on the mean of each window.
    case threeThresholds

    /// The name of its line among the benchmarks.
    var name: String {
        switch self {
        case .oneThreshold: "engine"
        case .threeThresholds: "engine, rules on windows"
        }
    }

    static let windows = [60, 3_600].map { WindowDefinition(lengthNanoseconds: $0 * Nanoseconds.perSecond) }

    var rules: RuleSet {
        let threshold = DetectorDefinition.threshold(ThresholdParameters(above: EngineBenchmarkStream.limit))
        do {
            var rules = [try Rule(name: "reading", detector: threshold, severity: .minor)]
            guard self == .threeThresholds else { return try RuleSet(rules) }
            for (name, window) in zip(["short", "long"], Self.windows) {
                let mean = RuleWindow(lengthNanoseconds: window.lengthNanoseconds, aggregate: .mean)
                rules.append(try Rule(name: name, detector: threshold, window: mean, severity: .minor))
            }
            return try RuleSet(rules)
        } catch {
            preconditionFailure("the benchmark's own rules are refused: \(error)")
        }
    }
}
