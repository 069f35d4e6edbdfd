/// A column of the American table: a pollutant with its averaging time, unit and last decimal that counts.
///
/// Intuition: the index has eight scales and not six, since ozone and SO2 have two each. One mean of each pair serves
/// the lower part and the other the upper part:
/// ```
///   index      0     50    100    150    200        300              500
///   ozone 8 h  ├─────┼──────┼──────┼──────┼──────────┤                          above 0.200 ppm: ask the hour
///   ozone 1 h                ├─────┼──────┼──────────┼────────────────┤ …       below 0.125 ppm: none
///   SO2 1 h    ├─────┼──────┼──────┼──────┤                                     above 304 ppb: ask the day
///   SO2 24 h                              ├──────────┼────────────────┤ …       below 305 ppb: none
/// ```
/// Limits: concentrations are in ``unit`` and nothing else; at 25 °C where somebody converts them from a mass.
///
/// Not done: an instantaneous scale (that of aqicn.org, say) that puts an hour of PM onto the daily scale. For that
/// there is ``ParticleNowCast``.
///
/// Source: EPA-454/B-24-002 (May 2024), the table of breakpoints with its notes, and the rules of truncating; 40 CFR
/// 58, appendix G.
public enum AQIMeasure: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case pm25Day
    case pm10Day
    case ozoneEightHours
    case ozoneHour
    case carbonMonoxideEightHours
    case nitrogenDioxideHour
    case sulphurDioxideHour
    case sulphurDioxideDay

    /// The pollutant that is responsible where this is the worst.
    public var pollutant: AirPollutant {
        switch self {
        case .pm25Day: .pm25
        case .pm10Day: .pm10
        case .ozoneEightHours, .ozoneHour: .ozone
        case .carbonMonoxideEightHours: .carbonMonoxide
        case .nitrogenDioxideHour: .nitrogenDioxide
        case .sulphurDioxideHour, .sulphurDioxideDay: .sulphurDioxide
        }
    }

    /// The mean that is wanted.
    public var averaging: AirAveraging {
        switch self {
        case .pm25Day, .pm10Day, .sulphurDioxideDay: .day
        case .ozoneEightHours, .carbonMonoxideEightHours: .eightHours
        case .ozoneHour, .nitrogenDioxideHour, .sulphurDioxideHour: .hour
        }
    }

    /// The unit that the concentration is wanted in.
    public var unit: AirUnit {
        switch self {
        case .pm25Day, .pm10Day: .microgramsPerCubicMetre
        case .ozoneEightHours, .ozoneHour, .carbonMonoxideEightHours: .partsPerMillion
        case .nitrogenDioxideHour, .sulphurDioxideHour, .sulphurDioxideDay: .partsPerBillion
        }
    }

    /// How many of the last decimals that count make one unit: PM2.5 and CO 0.1, ozone 0.001, the others 1.
    public var stepsPerUnit: Double {
        switch self {
        case .pm25Day, .carbonMonoxideEightHours: 10
        case .ozoneEightHours, .ozoneHour: 1_000
        case .pm10Day, .nitrogenDioxideHour, .sulphurDioxideHour, .sulphurDioxideDay: 1
        }
    }

    /// The concentration in whole steps, truncated; nil for what is no finite number.
    ///
    /// Below 0 it is 0: instruments say −1 at night, and the table begins at nothing. A value that lies within a
    /// billionth of a step is on it, since 0.055 × 1,000 may come out a bit below 55.
    public func steps(concentration: Double) -> Int64? {
        guard concentration.isFinite else { return nil }
        // Far beyond any table and far from overflow in the arithmetic on it.
        let scaled = min(max(0, concentration * stepsPerUnit), 1e12)
        let nearest = scaled.rounded()
        return Int64(abs(scaled - nearest) <= 1e-9 * max(1, nearest) ? nearest : scaled.rounded(.down))
    }
}
