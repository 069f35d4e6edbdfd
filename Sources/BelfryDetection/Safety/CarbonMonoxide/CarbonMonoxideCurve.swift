import BelfryModel
import Glibc

/// How long a steady concentration of carbon monoxide may last before EN 50291-1 wants an alarm, in a series' own unit.
///
/// ```
///   ppm   standard                here
///    30   none before 120 min     168 min
///    50   60 … 90 min             75 min
///   100   10 … 40 min             25 min
///   300   before 3 min            2 min
/// ```
/// Between the points both axes are logarithmic, and beyond them the lines go on; below 30 ppm there is no alarm at all.
///
/// Refused: the uptake of haemoglobin as one time constant (Coburn, Forster, Kane 1965). An alarm at 300 ppm within 3 minutes comes at
/// 900 ppm·min, and none at 100 ppm before 10 minutes wants more than 1,000: no such model keeps to the standard.
struct CarbonMonoxideCurve: Hashable, BitwiseCopyable {
    /// What a reading of 1 is in ppm.
    private let partsPerMillion: Double
    /// The least concentration that counts, in the series' unit.
    let least: Double

    /// mg/m³ of one ppm at 20 °C and 101.3 kPa, as the European limits are written.
    static let milligramsPerPart = 1.1644

    /// The curve for readings in a unit; nil where that is no concentration.
    init?(unit: Unit) {
        guard let factor = Self.partsPerMillion(in: unit) else { return nil }
        partsPerMillion = factor
        least = 30 / factor
    }

    private static func partsPerMillion(in unit: Unit) -> Double? {
        if let parts = unit.convert(1, to: Unit("[ppm]")) { return parts }
        return unit.convert(1, to: Unit("mg/m3")).map { $0 / milligramsPerPart }
    }

    /// A concentration in ppm, in the series' unit.
    func value(ofParts parts: Double) -> Double { parts / partsPerMillion }

    /// Seconds until the alarm at a steady value, at least 1; infinite below ``least``.
    func secondsToAlarm(at value: Double) -> Double {
        guard value >= least else { return .infinity }
        let parts = value * partsPerMillion
        return max(1, 1_500 * pow(parts / 100, parts < 100 ? -Self.slowExponent : -Self.fastExponent))
    }

    /// The steady value at which the alarm comes after so many seconds, at least ``least``.
    func value(alarmingAfterSeconds seconds: Double) -> Double {
        let ratio = 1_500 / max(1, seconds)
        return max(least, value(ofParts: 100 * pow(ratio, 1 / (ratio < 1 ? Self.slowExponent : Self.fastExponent))))
    }

    /// ln(75 min ÷ 25 min) ÷ ln(100 ppm ÷ 50 ppm).
    private static let slowExponent = 1.584_962_500_721_156
    /// ln(25 min ÷ 2 min) ÷ ln(300 ppm ÷ 100 ppm).
    private static let fastExponent = 2.299_017_287_864_397
}
