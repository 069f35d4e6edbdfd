/// What an index says after an hour, and of which concentration.
///
/// Intuition: each table names its mean; here is the one place that knows which it is, see the table at
/// ``AirIndexDetector``.
///
/// Limits: concentrations are in the unit of the index, ``unit(of:_:)``. Beyond the end of the American scale the index
/// goes on, as ``AQIScale`` has it.
///
/// Not done: a mean that too few hours make up. Without it there is no index.
///
/// Source: as for each scale.
struct AirIndexReading: BitwiseCopyable {
    var concentration: Double
    var index: Int32

    init(index: Int, concentration: Double) {
        self.index = Int32(clamping: index)
        self.concentration = concentration
    }

    /// The unit that hours are kept in; nil where the index leaves the pollutant out, or wants more than hours of it.
    static func unit(of index: AirIndexKind, _ pollutant: AirPollutant) -> AirUnit? {
        switch (index, pollutant) {
        case (_, .benzene), (.eaqi, .carbonMonoxide), (.daqi, .carbonMonoxide), (.daqi, .sulphurDioxide): nil
        case (.aqi, .ozone), (.aqi, .nitrogenDioxide), (.aqi, .sulphurDioxide): .partsPerBillion
        case (.aqi, .carbonMonoxide): .partsPerMillion
        default: .microgramsPerCubicMetre
        }
    }

    /// The index of the newest hour; nil where there is none.
    init?(_ kind: AirIndexKind, _ pollutant: AirPollutant, _ hours: RecentHours) {
        let reading: AirIndexReading? =
            switch kind {
            case .aqi: Self.american(pollutant, hours)
            case .eaqi: Self.european(pollutant, hours)
            case .daqi: Self.british(pollutant, hours)
            }
        guard let reading else { return nil }
        self = reading
    }

    private static func american(_ pollutant: AirPollutant, _ hours: RecentHours) -> AirIndexReading? {
        switch pollutant {
        case .pm25: of(ParticleNowCast(hours)?.concentration, on: .pm25Day)
        case .pm10: of(ParticleNowCast(hours)?.concentration, on: .pm10Day)
        case .ozone: ozone(hours)
        case .nitrogenDioxide: of(hours[hoursAgo: 0], on: .nitrogenDioxideHour)
        case .sulphurDioxide: of(hours[hoursAgo: 0], on: .sulphurDioxideHour)
        case .carbonMonoxide: of(hours.mean(ofLatest: 8), on: .carbonMonoxideEightHours)
        case .benzene: nil
        }
    }

    private static func of(_ concentration: Double?, on measure: AQIMeasure) -> AirIndexReading? {
        guard let concentration, let value = AQIScale(measure).value(concentration: concentration) else { return nil }
        return AirIndexReading(index: value.index, concentration: concentration)
    }

    /// The higher of the estimate for eight hours and of the hour, which has an index from 125 ppb on.
    private static func ozone(_ hours: RecentHours) -> AirIndexReading? {
        guard let surrogate = OzoneSurrogate(hours), let mean = surrogate.index else { return nil }
        if let newest = hours[hoursAgo: 0],
            let hour = AQIScale(.ozoneHour).value(concentration: newest / 1_000), hour.outweighs(mean)
        {
            return AirIndexReading(index: hour.index, concentration: newest)
        }
        return AirIndexReading(index: mean.index, concentration: surrogate.partsPerBillion)
    }

    private static func european(_ pollutant: AirPollutant, _ hours: RecentHours) -> AirIndexReading? {
        guard let newest = hours[hoursAgo: 0], let band = EAQIScale(pollutant)?.band(microgramsPerCubicMetre: newest)
        else { return nil }
        return AirIndexReading(index: Int(band.rawValue), concentration: newest)
    }

    private static func british(_ pollutant: AirPollutant, _ hours: RecentHours) -> AirIndexReading? {
        let mean: Double? =
            switch pollutant {
            case .pm25, .pm10: hours.mean(ofLatest: 24)
            case .ozone: hours.mean(ofLatest: 8)
            default: hours[hoursAgo: 0]
            }
        guard let mean, let index = DAQIScale(pollutant)?.index(microgramsPerCubicMetre: mean) else { return nil }
        return AirIndexReading(index: index, concentration: mean)
    }
}

extension RecentHours {
    /// The mean of the latest hours; nil where less than three quarters of them are there.
    fileprivate func mean(ofLatest count: Int) -> Double? {
        var sum = 0.0
        var capture = DataCapture(present: 0, expected: 0)
        for hoursAgo in 0..<count {
            let value = self[hoursAgo: hoursAgo]
            capture.count(isValid: value != nil)
            sum += value ?? 0
        }
        return DataCaptureRule.shortTerm.isMet(capture) ? sum / Double(capture.present) : nil
    }
}
