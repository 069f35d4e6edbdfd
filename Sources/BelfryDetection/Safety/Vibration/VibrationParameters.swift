/// Vibration that may harm a building: `building`, `frequency`.
///
/// Intuition: what cracks plaster is the strain, which for one velocity is the larger the slower the vibration is; so the guide value
/// rises with the frequency, and old walls bear less.
/// ```
///   mm/s at the foundation        below 10 Hz   10 … 50 Hz   50 … 100 Hz
///   commercial                    20            20 … 40      40 … 50
///   dwelling                      5             5 … 15       15 … 20
///   sensitive (listed buildings)  3             3 … 8        8 … 10
/// ```
/// Limits: a peak velocity does not tell its frequency. Where the rule does not either, the strictest band is taken, so that traffic
/// over cobbles is told too early rather than a pile driver too late. It is about short-term vibration and buildings; continuous
/// vibration and people in bed are judged otherwise. Refused: one value for all. Source: DIN 4150-3, table 1.
public struct VibrationParameters: Sendable, Hashable {
    /// The classes of table 1.
    public enum Building: String, Sendable, Hashable, CaseIterable {
        case dwelling, commercial, sensitive

        /// The guide values up to 10 Hz, at 50 Hz and at 100 Hz, in mm/s.
        fileprivate var guideValues: (low: Double, middle: Double, high: Double) {
            switch self {
            case .dwelling: (5, 15, 20)
            case .commercial: (20, 40, 50)
            case .sensitive: (3, 8, 10)
            }
        }
    }

    public var building: Building
    /// The dominant frequency in Hz, where it is known.
    public var frequencyHertz: Double?

    public init(building: Building = .dwelling, frequencyHertz: Double? = nil) {
        self.building = building
        self.frequencyHertz = frequencyHertz
    }

    /// Clears at this share of the guide value.
    public static let clearRatio = 0.8

    /// The guide value in mm/s; above 100 Hz that at 100 Hz, as the standard has it.
    public var guideMillimetresPerSecond: Double {
        let (low, middle, high) = building.guideValues
        switch frequencyHertz ?? 0 {
        case ..<10: return low
        case let hertz where hertz < 50: return low + (middle - low) * (hertz - 10) / 40
        case let hertz: return middle + (high - middle) * (min(hertz, 100) - 50) / 50
        }
    }
}
