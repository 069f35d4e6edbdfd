import BelfryDetection
import BelfryModel
import BelfryWindows

/// What is watched in the town: rules whose findings the truth foretells, and more that only have to be the same each time.
enum TownRules {
    static let spike = "spike"
    static let silent = "silent"
    static let stuck = "stuck"

    static let silence = SilenceParameters(missedIntervals: 3)
    static let stuckNanoseconds = Nanoseconds.perMinute

    /// - Parameter hasMore: with the rules that a reload brings and takes.
    static func set(hasMore: Bool) throws -> RuleSet {
        let second = Nanoseconds.perSecond
        var rules = [
            try Rule(
                name: spike,
                detector: .threshold(ThresholdParameters(above: 75, clearBelow: 70)),
                severity: .major
            ),
            try Rule(name: silent, detector: .silence(silence), severity: .minor),
            try Rule(
                name: stuck,
                detector: .flatLine(
                    FlatLineParameters(
                        tolerance: 0.02,
                        durationNanoseconds: stuckNanoseconds,
                        minimumReadings: 5,
                        ignoredValues: []
                    )
                ),
                severity: .warning
            ),
            try Rule(
                name: "mean-of-half-a-minute",
                detector: .threshold(ThresholdParameters(above: 72, clearBelow: 65)),
                window: RuleWindow(lengthNanoseconds: 30 * second, aggregate: .mean),
                severity: .major
            ),
            try Rule(
                name: "held-for-a-while",
                detector: .threshold(ThresholdParameters(above: 75, forNanoseconds: 40 * second)),
                severity: .critical
            ),
            try Rule(name: "impossible", detector: .grossRange(GrossRangeParameters()), severity: .warning),
        ]
        if hasMore {
            rules.append(
                try Rule(
                    name: "highest-of-two-minutes",
                    detector: .threshold(ThresholdParameters(above: 80)),
                    window: RuleWindow(
                        .sliding(lengthNanoseconds: 120 * second, everyNanoseconds: 30 * second),
                        aggregate: .maximum
                    ),
                    severity: .warning
                )
            )
        }
        return try RuleSet(rules)
    }
}
