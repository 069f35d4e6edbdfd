// Sensors report gases as a share of the molecules (ppb), limits are written as a mass in the air (µg/m³). What lies
// between is the ideal gas law, and the temperature that it is read at is a convention: 20 °C in the EU, 25 °C in the US
// and at the WHO, 0 °C elsewhere. So it is configured, and the factor computed; published tables disagree and err.

/// Mass concentration of a gas from its mixing ratio, and back.
public struct GasConversion {
    /// The gas constant in J/(mol·K), exact since the SI of 2019.
    private static let gasConstant = 8.314_462_618_153_24
    /// The pressure that all conventions share, in Pa.
    private static let pressure = 101_325.0

    /// Molar masses in g/mol, from IUPAC's standard atomic weights.
    ///
    /// NOx counts as NO2 by Directive (EU) 2024/2881.
    private static let molarMasses: [String: Double] = [
        "no2": 46.0055, "no": 30.006, "nox": 46.0055, "o3": 47.997, "so2": 64.066, "co": 28.010, "co2": 44.009,
        "nh3": 17.031, "h2s": 34.081, "benzene": 78.114,
    ]

    /// kg/m³ for a mixing ratio of 1.
    private let kilogramsPerCubicMetre: Double

    /// The conversion of a gas at a reference temperature; nil for anything that is not one gas.
    public init?(_ quantity: Quantity, referenceCelsius: Double) {
        guard let molarMass = Self.molarMasses[quantity.name] else { return nil }
        kilogramsPerCubicMetre =
            molarMass / 1_000 * Self.pressure / (Self.gasConstant * (referenceCelsius + 273.15))
    }

    /// What turns a value in one unit into one in the other; nil unless one is a mixing ratio and one a mass.
    public func conversion(from unit: Unit, to target: Unit) -> UnitConversion? {
        guard let from = unit.scale, let to = target.scale else { return nil }
        switch (from.dimension, to.dimension) {
        case (.mixingRatio, .massConcentration):
            // Mass concentrations are scaled in g/m³.
            return UnitConversion(factor: from.factor * kilogramsPerCubicMetre * 1_000 / to.factor)
        case (.massConcentration, .mixingRatio):
            return UnitConversion(factor: from.factor / 1_000 / kilogramsPerCubicMetre / to.factor)
        default: return nil
        }
    }
}
