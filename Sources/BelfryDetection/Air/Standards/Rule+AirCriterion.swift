public import BelfryModel
import BelfryWindows

extension Rule {
    /// The criterion of the law in force; nil of other detectors, and where the law of that day asks nothing.
    public func airCriterion(of series: SeriesDescriptor, at instant: Timestamp) -> AirCriterion? {
        guard case .airStandard(let parameters) = detector, let terms = try? parameters.terms(for: series),
            let standard = terms.standard(at: instant)
        else { return nil }
        var mean = window ?? terms.time.hours
        var span = "an hour"
        switch terms.averaging {
        case .eightHours, .greatestEightHoursOfDay:
            let (hour, length) = (Nanoseconds.perHour, 8 * Nanoseconds.perHour)
            mean = RuleWindow(.sliding(lengthNanoseconds: length, everyNanoseconds: hour), aggregate: .mean)
            span = "8 hours"
        case .day:
            let (day, phase) = (Nanoseconds.perDay, phase(of: terms.time))
            mean = RuleWindow(.tumbling(lengthNanoseconds: day, phaseNanoseconds: phase), aggregate: .mean)
            span = "a day"
        case .quarterHour, .hour, .year, .peakSeason: break
        }
        return AirCriterion(value: standard.value, window: mean, span: span, consecutive: max(1, standard.consecutive))
    }

    /// What days of a standard time are behind those of UTC.
    private func phase(of time: StandardTime) -> Int64 {
        let offset = -Int64(time.offsetSeconds) * Nanoseconds.perSecond
        return offset - Nanoseconds.floorDivide(offset, by: Nanoseconds.perDay) * Nanoseconds.perDay
    }
}
