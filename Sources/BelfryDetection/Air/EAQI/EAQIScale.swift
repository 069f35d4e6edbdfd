/// The band of one pollutant's hour in the European Air Quality Index of 2024.
///
/// Intuition: five ends make six bands. A value that is just at an end belongs to the better band.
/// ```
///   µg/m³     Good   Fair   Moderate   Poor   Very poor   Extremely poor
///   PM2.5     …5     …15      …50      …90       …140          above
///   PM10     …15     …45     …120     …195       …270          above
///   NO2      …10     …25      …60     …100       …150          above
///   O3       …60    …100     …120     …160       …180          above
///   SO2      …20     …40     …125     …190       …275          above
/// ```
/// Limits: hourly means in µg/m³, PM as well; CO and benzene have no bands. Values are compared as they are, so 5.1
/// µg/m³ of PM2.5 are fair; one below 0 is good. Directive (EU) 2024/2881, article 22(2), asks for an hourly index of
/// at least these five.
///
/// Not done: the bands of before 2024 (PM2.5 10, 20, 25, 50, 75, from daily means of PM). They are still everywhere,
/// and an index that is read beside last year's must not quietly be another one; here there is only the one in force.
///
/// Source: EEA, European Air Quality Index, revision of 2024, as in two independent implementations.
public struct EAQIScale: Sendable, BitwiseCopyable {
    /// The ends of the first five bands, each still in its band.
    let endsMicrogramsPerCubicMetre: InlineArray<5, Double>

    private static let pm25 = EAQIScale(endsMicrogramsPerCubicMetre: [5, 15, 50, 90, 140])
    private static let pm10 = EAQIScale(endsMicrogramsPerCubicMetre: [15, 45, 120, 195, 270])
    private static let nitrogenDioxide = EAQIScale(endsMicrogramsPerCubicMetre: [10, 25, 60, 100, 150])
    private static let ozone = EAQIScale(endsMicrogramsPerCubicMetre: [60, 100, 120, 160, 180])
    private static let sulphurDioxide = EAQIScale(endsMicrogramsPerCubicMetre: [20, 40, 125, 190, 275])

    /// The scale of a pollutant; nil where the index leaves it out.
    public init?(_ pollutant: AirPollutant) {
        switch pollutant {
        case .pm25: self = Self.pm25
        case .pm10: self = Self.pm10
        case .nitrogenDioxide: self = Self.nitrogenDioxide
        case .ozone: self = Self.ozone
        case .sulphurDioxide: self = Self.sulphurDioxide
        case .carbonMonoxide, .benzene: return nil
        }
    }

    private init(endsMicrogramsPerCubicMetre: InlineArray<5, Double>) {
        self.endsMicrogramsPerCubicMetre = endsMicrogramsPerCubicMetre
    }

    /// The band of an hourly mean; nil for what is no finite number.
    public func band(microgramsPerCubicMetre concentration: Double) -> EAQIBand? {
        guard concentration.isFinite else { return nil }
        var band = UInt8(1)
        for index in 0..<5 where concentration > endsMicrogramsPerCubicMetre[index] { band += 1 }
        return EAQIBand(rawValue: band)
    }
}
