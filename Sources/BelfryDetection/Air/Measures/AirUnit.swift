public import BelfryModel

/// The units that air laws and indices are written in.
///
/// Intuition: a limit without its unit is a trap. NO2 has its American breakpoints in ppb and its European limits in
/// µg/m³, and 100 of the one are 191 or 188 of the other, as the air is taken at 20 °C (EU) or at 25 °C (US, WHO).
///
/// Limits: nothing is converted here. Converting is the taxonomy's work, with the reference temperature that the site
/// has configured; a table of breakpoints only says what it wants.
///
/// Not done: to keep every table in µg/m³. The American breakpoints are truncated in their own unit, and a table that
/// was converted would move each edge.
///
/// Source: EPA-454/B-24-002, the table of breakpoints; Directive (EU) 2024/2881, annex I.
public enum AirUnit: UInt8, Hashable, Sendable, BitwiseCopyable {
    case microgramsPerCubicMetre
    case milligramsPerCubicMetre
    case partsPerBillion
    case partsPerMillion

    /// The unit by its UCUM code.
    public var unit: Unit {
        switch self {
        case .microgramsPerCubicMetre: Unit("ug/m3")
        case .milligramsPerCubicMetre: Unit("mg/m3")
        case .partsPerBillion: Unit("[ppb]")
        case .partsPerMillion: Unit("[ppm]")
        }
    }
}
