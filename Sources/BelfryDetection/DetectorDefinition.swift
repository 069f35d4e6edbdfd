public import BelfryModel

/// Which detector a rule uses, with its parameters.
public enum DetectorDefinition: Sendable, Hashable {
    case threshold(ThresholdParameters)
    case rateOfChange(RateOfChangeParameters)
    case silence(SilenceParameters)
    case flatLine(FlatLineParameters)
    case grossRange(GrossRangeParameters)
    case clock(ClockParameters)
    case anomaly(AnomalyParameters)

    /// The names that users write as `detector:`; the first is the default.
    public static let names = [
        "threshold", "rate_of_change", "silence", "flat_line", "gross_range", "clock", "anomaly",
    ]

    /// The name that users write.
    public var name: String {
        switch self {
        case .threshold: "threshold"
        case .rateOfChange: "rate_of_change"
        case .silence: "silence"
        case .flatLine: "flat_line"
        case .grossRange: "gross_range"
        case .clock: "clock"
        case .anomaly: "anomaly"
        }
    }

    /// The kind of its findings where the rule names none.
    public var defaultKind: FindingKind {
        switch self {
        case .threshold: .threshold
        case .rateOfChange: .rateOfChange
        case .silence: .sensorSilent
        case .flatLine: .sensorStuck
        case .grossRange: .sensorOutOfRange
        case .clock: .sensorClock
        case .anomaly: .anomaly
        }
    }

    /// Whether it may be fed with closed windows; the others look at each reading.
    public var acceptsWindow: Bool {
        switch self {
        case .threshold, .rateOfChange: true
        case .silence, .flatLine, .grossRange, .clock, .anomaly: false
        }
    }
}
