public import BelfryModel

/// What the air pack judges, in one order that also breaks ties between equally bad pollutants.
///
/// Intuition: laws and indices name few pollutants, and detectors meet them as quantities of the taxonomy; this is the
/// bridge, small enough to be part of a state.
///
/// Limits: lead, arsenic, cadmium, nickel and benzo(a)pyrene have limit values as well (Directive (EU) 2024/2881, annex
/// I, section 1), but they are weighed in a laboratory weeks later; no sensor sends them, and they are left out.
///
/// Not done: to use ``Quantity`` itself. It carries a string, and a state is to be plain bits.
///
/// Source: the pollutants of EPA-454/B-24-002, the table of breakpoints, of the European Air Quality Index (EEA, 2024)
/// and of Directive (EU) 2024/2881, annex I.
public enum AirPollutant: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// Particles up to 2.5 µm.
    case pm25
    /// Particles up to 10 µm.
    case pm10
    case nitrogenDioxide
    case ozone
    case sulphurDioxide
    case carbonMonoxide
    case benzene

    /// The name that the taxonomy knows it by.
    public var quantityName: String {
        switch self {
        case .pm25: "pm2_5"
        case .pm10: "pm10"
        case .nitrogenDioxide: "no2"
        case .ozone: "o3"
        case .sulphurDioxide: "so2"
        case .carbonMonoxide: "co"
        case .benzene: "benzene"
        }
    }

    /// The name as the public reads it.
    public var name: String {
        switch self {
        case .pm25: "PM2.5"
        case .pm10: "PM10"
        case .nitrogenDioxide: "NO2"
        case .ozone: "Ozone"
        case .sulphurDioxide: "SO2"
        case .carbonMonoxide: "CO"
        case .benzene: "Benzene"
        }
    }

    /// Whether its mass in the air follows from its share of the molecules.
    public var isGas: Bool { self != .pm25 && self != .pm10 }

    /// The pollutant of a quantity, or nil for any other.
    public init?(_ quantity: Quantity) {
        guard let match = Self.allCases.first(where: { $0.quantityName == quantity.name }) else { return nil }
        self = match
    }
}
