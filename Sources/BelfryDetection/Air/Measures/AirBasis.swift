import BelfryModel

/// What a series' values are multiplied by to be in the unit, and at the temperature, of a law or an index.
///
/// Intuition: a gas in ppb is a mass only at some temperature, and each text has its own: 20 °C in the EU and the UK,
/// 25 °C in the US and at the WHO. A series of ppb is taken to that; one that was converted on its way in at another
/// temperature is carried over; one that came as a mass already is taken to be at the text's own, as the law demands of
/// instruments.
/// ```
///   ppb ──── M·P / (R·T) ────► µg/m³ at T          µg/m³ at 25 °C ── × 298.15 / 293.15 ──► µg/m³ at 20 °C
/// ```
/// Limits: 101.325 kPa everywhere. Particles are weighed in the air as it is, and no temperature touches them.
///
/// Not done: published tables of factors. They disagree, and one has SO2 wrong three times over.
///
/// Source: Directive 2008/50/EC, annex VI, section C (293 K, 101.3 kPa); 40 CFR 50.3 (25 °C, 760 mm of mercury).
struct AirBasis {
    let celsius: Double
    /// 1 where the units are the same.
    let factor: Double

    /// - Throws: ``RuleMismatch`` where values of the series are no concentration, or of no known unit.
    init(_ pollutant: AirPollutant, of series: SeriesDescriptor, in unit: AirUnit, celsius: Double) throws(RuleMismatch)
    {
        self.celsius = celsius
        let source = series.unit
        let target = unit.unit
        if let linear = source.conversion(to: target), linear.offset == 0 {
            let isMass = target.scale?.dimension == .massConcentration
            let own = pollutant.isGas && isMass ? series.gasReferenceCelsius ?? celsius : celsius
            // The same temperature leaves the factor as it is, to the last bit.
            factor = own == celsius ? linear.factor : linear.factor * (own + 273.15) / (celsius + 273.15)
            return
        }
        let isMass = source.scale?.dimension == .massConcentration
        let reference = isMass ? series.gasReferenceCelsius ?? celsius : celsius
        let gas = GasConversion(Quantity(pollutant.quantityName), referenceCelsius: reference)
        guard let conversion = gas?.conversion(from: source, to: target) else {
            throw RuleMismatch(
                reason: source.isKnown
                    ? "\(source.code) is no concentration of \(pollutant.name); correct the unit at the subscription"
                    : "readings have no known unit; \(LimitConversion.remedy(for: series.key.quantity, in: target))"
            )
        }
        factor = conversion.factor
    }
}
