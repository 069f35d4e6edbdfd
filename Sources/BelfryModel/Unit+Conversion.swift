// Linear conversions between units of one dimension. Gas concentrations between ppb and µg/m³ depend on the gas and a
// reference temperature: see GasConversion.

/// How a unit relates to the base unit of its dimension: base = value × factor + offset.
public struct UnitScale: Sendable, Equatable {
    /// Units of one dimension convert into each other.
    public enum Dimension: UInt8, Sendable {
        case count, fraction, length, speed, frequency, time, temperature, pressure, massConcentration, mixingRatio
        case soundLevel, angle, illuminance, irradiance, voltage, powerLevel, ratioLevel, arealDensity, attenuation
        case current, power, energy, volume, volumeFlow, mass, conductivity, acidity, turbidity, activity, doseRate
    }

    public var dimension: Dimension
    public var factor: Double
    public var offset: Double

    init(_ dimension: Dimension, _ factor: Double, _ offset: Double = 0) {
        self.dimension = dimension
        self.factor = factor
        self.offset = offset
    }
}

/// A linear conversion, worked out once and applied to many values.
public struct UnitConversion: Sendable, Hashable, BitwiseCopyable {
    public var factor: Double
    public var offset: Double

    public init(factor: Double, offset: Double = 0) {
        self.factor = factor
        self.offset = offset
    }

    /// Leaves values as they are.
    public static let identity = UnitConversion(factor: 1)

    /// The converted value.
    @inlinable
    public func apply(to value: Double) -> Double {
        value * factor + offset
    }
}

extension Unit {
    /// The scale of a known UCUM code; nil for a code that Belfry cannot convert.
    public var scale: UnitScale? { Self.scales[code] }

    /// What turns values of this unit into values of another one of the same dimension.
    ///
    /// - Returns: nil where either unit is unknown or the dimensions differ.
    public func conversion(to target: Unit) -> UnitConversion? {
        if self == target { return isKnown ? .identity : nil }
        guard let from = scale, let to = target.scale else { return rateConversion(to: target) }
        guard from.dimension == to.dimension else { return nil }
        return UnitConversion(factor: from.factor / to.factor, offset: (from.offset - to.offset) / to.factor)
    }

    /// Changes a second of units that have a scale: of these an offset says nothing.
    private func rateConversion(to target: Unit) -> UnitConversion? {
        guard code.hasSuffix("/s"), target.code.hasSuffix("/s"),
            let level = Unit(String(code.dropLast(2))).conversion(to: Unit(String(target.code.dropLast(2))))
        else { return nil }
        return UnitConversion(factor: level.factor)
    }

    /// A value of this unit in another one of the same dimension.
    ///
    /// - Returns: nil where either unit is unknown or the dimensions differ.
    public func convert(_ value: Double, to target: Unit) -> Double? {
        conversion(to: target)?.apply(to: value)
    }

    private static let scales: [String: UnitScale] = [
        "1": UnitScale(.count, 1),
        "%": UnitScale(.fraction, 0.01), "[fraction]": UnitScale(.fraction, 1),
        "[permille]": UnitScale(.fraction, 0.001),
        "m": UnitScale(.length, 1), "mm": UnitScale(.length, 0.001), "cm": UnitScale(.length, 0.01),
        "km": UnitScale(.length, 1_000), "[in_i]": UnitScale(.length, 0.0254), "[ft_i]": UnitScale(.length, 0.3048),
        "[mi_i]": UnitScale(.length, 1_609.344),
        "m/s": UnitScale(.speed, 1), "km/h": UnitScale(.speed, 1 / 3.6), "mm/s": UnitScale(.speed, 0.001),
        "m/h": UnitScale(.speed, 1 / 3_600), "mm/h": UnitScale(.speed, 0.001 / 3_600),
        "cm/s": UnitScale(.speed, 0.01), "[mi_i]/h": UnitScale(.speed, 0.44704),
        "[in_i]/h": UnitScale(.speed, 0.0254 / 3_600), "[kn_i]": UnitScale(.speed, 1_852.0 / 3_600),
        "1/s": UnitScale(.frequency, 1), "Hz": UnitScale(.frequency, 1), "1/min": UnitScale(.frequency, 1.0 / 60),
        "1/h": UnitScale(.frequency, 1.0 / 3_600), "1/d": UnitScale(.frequency, 1.0 / 86_400),
        "s": UnitScale(.time, 1), "ms": UnitScale(.time, 0.001), "min": UnitScale(.time, 60),
        "h": UnitScale(.time, 3_600), "d": UnitScale(.time, 86_400),
        // From the degree Celsius and not from the kelvin, so that 68 °F are 20 °C to the last digit.
        "Cel": UnitScale(.temperature, 1), "K": UnitScale(.temperature, 1, -273.15),
        "[degF]": UnitScale(.temperature, 5.0 / 9, -160.0 / 9),
        "Pa": UnitScale(.pressure, 1), "hPa": UnitScale(.pressure, 100), "kPa": UnitScale(.pressure, 1_000),
        "bar": UnitScale(.pressure, 100_000), "mbar": UnitScale(.pressure, 100),
        // UCUM has the metre of mercury at 133.322 kPa.
        "mm[Hg]": UnitScale(.pressure, 133.322), "[in_i'Hg]": UnitScale(.pressure, 133.322 * 25.4),
        "[psi]": UnitScale(.pressure, 6_894.757_293_168),
        "ug/m3": UnitScale(.massConcentration, 1e-6), "mg/m3": UnitScale(.massConcentration, 1e-3),
        "ng/m3": UnitScale(.massConcentration, 1e-9), "g/m3": UnitScale(.massConcentration, 1),
        "kg/m3": UnitScale(.massConcentration, 1_000),
        "mg/L": UnitScale(.massConcentration, 1), "ug/L": UnitScale(.massConcentration, 1e-3),
        "g/L": UnitScale(.massConcentration, 1_000),
        "[ppm]": UnitScale(.mixingRatio, 1e-6), "[ppb]": UnitScale(.mixingRatio, 1e-9),
        "[ppt]": UnitScale(.mixingRatio, 1e-12),
        "dB(A)": UnitScale(.soundLevel, 1), "dB[SPL]": UnitScale(.soundLevel, 1),
        "deg": UnitScale(.angle, 1), "rad": UnitScale(.angle, 180 / Double.pi),
        "lx": UnitScale(.illuminance, 1), "W/m2": UnitScale(.irradiance, 1),
        "kW/m2": UnitScale(.irradiance, 1_000),
        "V": UnitScale(.voltage, 1), "mV": UnitScale(.voltage, 0.001),
        "A": UnitScale(.current, 1), "mA": UnitScale(.current, 0.001),
        "W": UnitScale(.power, 1), "kW": UnitScale(.power, 1_000),
        "J": UnitScale(.energy, 1), "W.h": UnitScale(.energy, 3_600), "kW.h": UnitScale(.energy, 3_600_000),
        "L": UnitScale(.volume, 0.001), "l": UnitScale(.volume, 0.001), "m3": UnitScale(.volume, 1),
        "m3/s": UnitScale(.volumeFlow, 1), "m3/h": UnitScale(.volumeFlow, 1.0 / 3_600),
        "L/s": UnitScale(.volumeFlow, 0.001), "L/min": UnitScale(.volumeFlow, 0.001 / 60),
        "L/h": UnitScale(.volumeFlow, 0.001 / 3_600),
        "g": UnitScale(.mass, 1), "kg": UnitScale(.mass, 1_000), "t": UnitScale(.mass, 1e6),
        "S/m": UnitScale(.conductivity, 1), "mS/cm": UnitScale(.conductivity, 0.1),
        "dS/m": UnitScale(.conductivity, 0.1), "uS/cm": UnitScale(.conductivity, 1e-4),
        "[pH]": UnitScale(.acidity, 1), "{NTU}": UnitScale(.turbidity, 1),
        "Bq/m3": UnitScale(.activity, 1), "uSv/h": UnitScale(.doseRate, 1), "nSv/h": UnitScale(.doseRate, 0.001),
        "dBm": UnitScale(.powerLevel, 1), "dB": UnitScale(.ratioLevel, 1),
        "1/m2": UnitScale(.arealDensity, 1), "%/m": UnitScale(.attenuation, 1),
    ]
}
