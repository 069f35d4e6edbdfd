/// What kind of instrument a sensor is, as its owner tells it: smoke that a street's worth of cheap sensors shows is not what one
/// reference instrument shows.
///
/// Source: Directive (EU) 2024/2881, annex V (fixed and indicative measurements); EPA/600/R-20/280 on correcting low-cost PM2.5.
public enum Instrument: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// Nobody has told.
    case unknown
    /// By the reference method, or one shown to be equivalent.
    case reference
    /// Within the uncertainty that the law allows for indicative measurements.
    case indicative
    /// As it comes out of the device.
    case lowCost
    /// Of a low-cost device, corrected on its way here, for example for humidity.
    case lowCostCorrected

    /// The word of configurations and documents; empty where nobody has told.
    public var name: String {
        switch self {
        case .unknown: ""
        case .reference: "reference"
        case .indicative: "indicative"
        case .lowCost: "low_cost"
        case .lowCostCorrected: "low_cost_corrected"
        }
    }

    /// What a sentence says of its values: `low-cost sensor, not corrected`; empty where there is nothing to doubt, or nobody has told.
    public var caution: String {
        switch self {
        case .unknown, .reference: ""
        case .indicative: "indicative measurement"
        case .lowCost: "low-cost sensor, not corrected"
        case .lowCostCorrected: "low-cost sensor, corrected"
        }
    }
}
