import BelfryDetection
import BelfryModel
import BelfryWindows

/// What is watched in the town: rules whose findings the truth foretells, and more that only have to be the same each time.
enum TownRules {
    static let spike = "spike"
    static let silent = "silent"
    static let stuck = "stuck"

    /// Rules of which the truth foretells nothing: they only have to say the same each time.
    static let unforetold: Set = ["spread-of-seven", "long-above", "mostly-above", "spread-of-the-domain"]

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
        rules += try ordered() + [overall()]
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

    /// Windows that depend on the order of readings.
    private static func ordered() throws -> [Rule] {
        func rule(_ name: String, above: Double, _ window: RuleWindow) throws -> Rule {
            try Rule(
                name: name,
                detector: .threshold(ThresholdParameters(above: above)),
                window: window,
                severity: .warning
            )
        }
        let second = Nanoseconds.perSecond
        return [
            try rule("spread-of-seven", above: 5, RuleWindow(.count(7), aggregate: .standardDeviation)),
            try rule(
                "long-above",
                above: 20,
                RuleWindow(
                    .state(.above(72), maximumNanoseconds: 600 * second),
                    aggregate: .duration,
                    order: RuleWindow.Order(band: .above(72))
                )
            ),
            try rule(
                "mostly-above",
                above: 0.5,
                RuleWindow(
                    .tumbling(lengthNanoseconds: 30 * second),
                    aggregate: .share(band: 0),
                    order: RuleWindow.Order(band: .above(60))
                )
            ),
        ]
    }

    /// A window over all sensors of a domain.
    private static func overall() throws -> Rule {
        try Rule(
            name: "spread-of-the-domain",
            detector: .threshold(ThresholdParameters(above: 30)),
            window: RuleWindow(lengthNanoseconds: 30 * Nanoseconds.perSecond, aggregate: .mean),
            group: RuleGroup(by: .domain, combination: .spread),
            severity: .warning
        )
    }
}
