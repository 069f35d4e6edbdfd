import BelfryDetection
import BelfryModel
import BelfryWindows

/// What the engine does for each series in its benchmark.
enum EngineBenchmarkLoad {
    /// A tumbling minute that may be revised for a minute, and nobody who looks at it.
    case bareWindow
    /// A tumbling minute, and a threshold on every reading.
    case oneWindow
    /// What a city's rules ask for: windows of 1, 15 and 60 minutes with a threshold on each, a threshold on every reading,
    /// and the quality checks: silence, flat line, gross range.
    case rules
    /// A watch for what is unusual, and nothing else.
    case anomalies
    /// Minutes that are judged behind the shards: a threshold on the mean of each zone of a hundred series, and a watch for the
    /// one of them that leaves the others.
    case groups

    /// The name of its line among the benchmarks.
    var name: String {
        switch self {
        case .bareWindow: "engine, a bare window"
        case .oneWindow: "engine"
        case .rules: "engine, usual rules"
        case .anomalies: "engine, anomalies"
        case .groups: "engine, groups of a hundred"
        }
    }

    /// Whether the runtime's work can be counted.
    ///
    /// Not that of groups, which know their members by name: the runtime hands a short text to a counting retain as if it were an
    /// object (Swift 6.3, `_swift_retain_adapterImpl` takes its marks off before anybody can see them).
    var isCounted: Bool { self != .groups }

    var windows: [WindowDefinition] {
        switch self {
        case .bareWindow, .oneWindow: [WindowDefinition(lengthNanoseconds: Nanoseconds.perMinute)]
        case .rules, .anomalies, .groups: []
        }
    }

    var latenessNanoseconds: Int64 {
        self == .bareWindow ? Nanoseconds.perMinute : 10 * Nanoseconds.perSecond
    }

    var rules: RuleSet {
        do {
            return switch self {
            case .bareWindow: try RuleSet([])
            case .oneWindow: try RuleSet([Self.onReadings])
            case .rules: try RuleSet(Self.usualRules)
            case .anomalies:
                try RuleSet([Rule(name: "unusual", detector: .anomaly(AnomalyParameters()), severity: .warning)])
            case .groups: try RuleSet(Self.zoneRules)
            }
        } catch {
            preconditionFailure("the benchmark's own rules are refused: \(error)")
        }
    }

    private static let threshold = DetectorDefinition.threshold(
        ThresholdParameters(above: EngineBenchmarkStream.limit)
    )

    private static var onReadings: Rule {
        get throws(RuleFault) { try Rule(name: "reading", detector: threshold, severity: .minor) }
    }

    private static var zoneRules: [Rule] {
        get throws(RuleFault) {
            let mean = RuleWindow(lengthNanoseconds: Nanoseconds.perMinute, aggregate: .mean)
            let zone = RuleGroup(by: .zone)
            let disagreement = DetectorDefinition.disagreement(DisagreementParameters())
            return [
                try Rule(name: "zone", detector: threshold, window: mean, group: zone, severity: .minor),
                try Rule(name: "disagrees", detector: disagreement, window: mean, severity: .warning),
            ]
        }
    }

    private static var usualRules: [Rule] {
        get throws(RuleFault) {
            var rules = [try onReadings]
            for minutes in [1, 15, 60] as [Int64] {
                let mean = RuleWindow(lengthNanoseconds: minutes * Nanoseconds.perMinute, aggregate: .mean)
                rules.append(try Rule(name: "mean-\(minutes)", detector: threshold, window: mean, severity: .minor))
            }
            let checks: [(String, DetectorDefinition)] = [
                (
                    "silent",
                    .silence(SilenceParameters(missedIntervals: 3, atLeastNanoseconds: Nanoseconds.perMinute))
                ),
                ("stuck", .flatLine(FlatLineParameters(durationNanoseconds: 2 * Nanoseconds.perHour))),
                ("impossible", .grossRange(GrossRangeParameters(low: -1, high: 1e4))),
            ]
            for (name, detector) in checks {
                rules.append(try Rule(name: name, detector: detector, severity: .warning))
            }
            return rules
        }
    }
}
