import BelfryModel

extension AirStandardDetector {
    /// What a rule asks of series of one pollutant and unit.
    struct Terms: Hashable, BitwiseCopyable {
        let regime: AirRegime
        let level: AirLevel
        let pollutant: AirPollutant
        let averaging: AirAveraging
        let time: StandardTime
        /// From the series' unit to the law's.
        let factor: Double

        /// What the law of the day that holds an instant asks, its value in the series' unit; nil where it asks nothing.
        func standard(at instant: Timestamp) -> AirStandard? {
            let law = regime.law(at: instant, standardOffsetSeconds: Int(time.offsetSeconds))
            guard var standard = law.standard(pollutant, level, averaging) else { return nil }
            standard.value /= factor
            return standard
        }
    }
}

extension AirLaw {
    /// The one standard of a pollutant, level and averaging time; nil where the text has none.
    func standard(_ pollutant: AirPollutant, _ level: AirLevel, _ averaging: AirAveraging) -> AirStandard? {
        standards.first { $0.pollutant == pollutant && level.holds($0.kind) && $0.averaging == averaging }
    }
}
