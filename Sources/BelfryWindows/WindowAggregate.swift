public import BelfryModel

/// What a rule reads off a window: an aggregate that every window has, or one that is kept because it is asked for.
///
/// | name | what | error | kept | source |
/// |---|---|---|---|---|
/// | `count`, `sum`, `min`, `max`, `mean`, `stddev` | of all values; population deviation | last bit | – | Dekker 1971 |
/// | `first`, `last` | by event time | none | 32 B | |
/// | `p50`, `p99.9`, … | quantile | 0.5 % while values lie within 13 times of each other; doubles with each squaring of that | 1 KB | DDSketch 2019, UDDSketch 2020 |
/// | `l10`, `l90`, … | level exceeded in that share of the readings | 0.05 within 25 of each other; doubles with it | 1 KB | ISO 1996-1 |
/// | `leq` | energy mean of decibels | 10⁻¹² dB | 48 B | ISO 1996-1 |
/// | `harmonic_mean` | of positive values: space-mean speed | last bits | 32 B | Wardrop 1952 |
/// | `direction` | mean of degrees, 0..<360 | 10⁻¹³ | 48 B | Mardia and Jupp 2000 |
/// | `delta`, `slope` | last less first, and a second | last bits | 32 B | |
/// | `time_mean`, `integral` | over time, each value holding until the next; the integral in unit · s | 2⁻⁵² | 48 B, ordered | OPC UA 13 |
/// | `share` | of the time in which a value was known, spent in a band | 2⁻⁵² | 48 B, ordered | OPC UA 13 |
/// | `increase`, `rate`, `resets` | of a counter, and a second; rollovers and restarts told apart | 2⁻⁵² | 64 B, ordered | RFC 2578 |
/// | `duration` | end less beginning, in seconds | last bit | – | |
/// | `data_capture` | the share of the readings expected by the series' interval that came | 2⁻²⁴ | – | Directive 2008/50/EC, annex I |
/// | `distinct` | different values | none up to 124, then 3 % (one standard error) | 1 KB | HyperLogLog 2007, Ertl 2017 |
public enum WindowAggregate: Hashable, Sendable, BitwiseCopyable {
    case basic(Aggregate)
    /// The value that a share of the readings lie at or below.
    case quantile(Share)
    /// The level that is exceeded in a share of the readings.
    case exceeded(Share)
    case energyMean
    case harmonicMean
    case direction
    case distinct
    /// Last less first.
    case delta
    /// The same for each second between them.
    case slope
    /// The mean over time, each value holding until the next.
    case timeMean
    /// That mean times the seconds in which a value was known.
    case integral
    /// The share of time in a band, by its place among those of the series.
    case share(band: UInt8)
    /// By how much a counter has grown.
    case increase
    /// The same for each second.
    case rate
    /// How often a counter began anew.
    case resets
    /// Seconds from the window's beginning to its end.
    case duration
    /// The share of the readings expected by the series' interval that came, 0...1.
    case dataCapture

    public static let count = WindowAggregate.basic(.count)
    public static let sum = WindowAggregate.basic(.sum)
    public static let minimum = WindowAggregate.basic(.minimum)
    public static let maximum = WindowAggregate.basic(.maximum)
    public static let mean = WindowAggregate.basic(.mean)
    public static let standardDeviation = WindowAggregate.basic(.standardDeviation)
    public static let first = WindowAggregate.basic(.first)
    public static let last = WindowAggregate.basic(.last)

    /// A share of the readings, 0...1, to a millionth of a percent: four bytes, since every rule on every series has one.
    public struct Share: Hashable, Sendable, BitwiseCopyable, ExpressibleByFloatLiteral {
        private let hundredMillionths: UInt32

        /// The nearest share.
        public init(_ share: Double) {
            hundredMillionths = UInt32((min(max(share, 0), 1) * 1e8).rounded())
        }

        public init(floatLiteral share: Double) { self.init(share) }

        public var value: Double { Double(hundredMillionths) / 1e8 }
    }

    /// The names that users write; of quantiles and levels those most asked for.
    public static let names =
        Aggregate.allCases.map(\.name)
        + [
            "p50", "p95", "p99", "l10", "l50", "l90", "leq", "harmonic_mean", "direction", "distinct", "delta", "slope",
            "time_mean", "integral", "share", "increase", "rate", "resets", "duration", "data_capture",
        ]

    /// The aggregate of a name, or nil where it is none: `p` and `l` take any percentage, such as `p99.9`.
    public init?(name: String) {
        if let basic = Aggregate(name: name) {
            self = .basic(basic)
            return
        }
        switch name {
        case "leq": self = .energyMean
        case "harmonic_mean": self = .harmonicMean
        case "direction": self = .direction
        case "distinct": self = .distinct
        case "delta": self = .delta
        case "slope": self = .slope
        case "time_mean": self = .timeMean
        case "integral": self = .integral
        case "share": self = .share(band: 0)
        case "increase": self = .increase
        case "rate": self = .rate
        case "resets": self = .resets
        case "duration": self = .duration
        case "data_capture": self = .dataCapture
        default:
            let digits = name.dropFirst()
            guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let percent = Double(digits),
                (0...100).contains(percent)
            else { return nil }
            switch name.first {
            case "p": self = .quantile(Share(percent / 100))
            case "l": self = .exceeded(Share(percent / 100))
            default: return nil
            }
        }
    }

    /// The name that users read and write.
    public var name: String {
        switch self {
        case .basic(let basic): basic.name
        case .quantile(let share): "p\(Self.percent(share))"
        case .exceeded(let share): "l\(Self.percent(share))"
        case .energyMean: "leq"
        case .harmonicMean: "harmonic_mean"
        case .direction: "direction"
        case .distinct: "distinct"
        case .delta: "delta"
        case .slope: "slope"
        case .timeMean: "time_mean"
        case .integral: "integral"
        case .share: "share"
        case .increase: "increase"
        case .rate: "rate"
        case .resets: "resets"
        case .duration: "duration"
        case .dataCapture: "data_capture"
        }
    }

    /// `99.9` for 0.999: to a millionth, so that what is read is what was written.
    private static func percent(_ share: Share) -> String {
        let millionths = Int((share.value * 1e8).rounded())
        let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest > 0 else { return "\(whole)" }
        let digits = String(1_000_000 + rest).dropFirst()
        return "\(whole).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
    }

    /// The same read off a series of this unit.
    ///
    /// Of decibels and degrees Celsius, whose 0 is a convention, quantiles are told to within a difference: a share of them
    /// means nothing near 0.
    public func fitted(to unit: Unit) -> WindowAggregate {
        guard case .quantile(let share) = self, unit.isLevel else { return self }
        return .exceeded(Share(1 - share.value))
    }

    /// The unit of its value where readings have this one; unknown where that has no name.
    public func unit(ofReadings unit: Unit) -> Unit {
        switch self {
        case .basic(.count), .distinct, .resets, .share, .dataCapture: Unit("1")
        case .duration: Unit("s")
        case .slope, .rate: unit.isKnown ? Unit("\(unit.code)/s") : unit
        case .integral: unit.isKnown ? Unit("\(unit.code).s") : unit
        default: unit
        }
    }

    /// Whether it is a difference of values: 5 °C of it are 9 °F, not 41.
    public var isDifference: Bool {
        switch self {
        case .basic(.standardDeviation), .delta, .slope: true
        default: false
        }
    }

    /// What panes have to keep for it.
    public var components: PaneComponents {
        switch self {
        case .basic(.first), .basic(.last), .delta, .slope: .edges
        case .basic: []
        case .quantile: .quantiles
        case .exceeded: .levels
        case .energyMean: .energy
        case .harmonicMean: .reciprocal
        case .direction: .direction
        case .distinct: .distinct
        case .timeMean, .integral: .timeWeighted
        case .share(let band): .share(Int(band))
        case .increase, .rate, .resets: .counter
        case .duration, .dataCapture: []
        }
    }

    /// The same for the same aggregate in every run.
    public var fingerprint: [Int64] {
        switch self {
        case .basic(let basic): [0, Int64(basic.rawValue)]
        case .quantile(let share): [1, Int64(bitPattern: share.value.bitPattern)]
        case .exceeded(let share): [2, Int64(bitPattern: share.value.bitPattern)]
        case .energyMean: [3]
        case .harmonicMean: [4]
        case .direction: [5]
        case .distinct: [6]
        case .delta: [7]
        case .slope: [8]
        case .timeMean: [9]
        case .integral: [10]
        case .share(let band): [11, Int64(band)]
        case .increase: [12]
        case .rate: [13]
        case .resets: [14]
        case .duration: [15]
        case .dataCapture: [16]
        }
    }
}

extension Unit {
    /// Whether its 0 is a convention and no absence.
    fileprivate var isLevel: Bool {
        guard let scale else { return false }
        switch scale.dimension {
        case .soundLevel, .powerLevel, .ratioLevel, .acidity: return true
        case .temperature: return code != "K"
        default: return false
        }
    }
}
