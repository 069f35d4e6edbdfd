// The parameters of the detectors of public safety, under the keys of the page on it.

import BelfryDetection
import BelfryModel

/// Durations of detectors; the rule itself says which of them are too short.
private let durations = 0...RuleLimits.longestDurationNanoseconds

extension CarbonMonoxideDoseParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(clearBelow: limits.limit("clear_below"))
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
        holdNanoseconds = keys.scalar("hold", as: .duration(durations))
        recoveryNanoseconds = keys.scalar("recovery", as: .duration(durations)) ?? recoveryNanoseconds
    }
}

extension FloodParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(
            above: limits.limit("above"),
            risesBy: limits.limit("rises_by"),
            clearBelow: limits.limit("clear_below")
        )
        perNanoseconds = keys.scalar("per", as: .duration(durations)) ?? perNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
        confirmNanoseconds = keys.scalar("confirm", as: .duration(durations)) ?? confirmNanoseconds
    }
}

extension CrowdParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        // That it is missing is for the rule to say.
        self.init(above: limits.limit("above") ?? .nan, clearBelow: limits.limit("clear_below"))
        critical = limits.limit("critical")
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
        withinNanoseconds = keys.scalar("within", as: .duration(durations)) ?? withinNanoseconds
        trendNanoseconds = keys.scalar("trend", as: .duration(durations)) ?? trendNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension PossibleFireParameters {
    init(reading keys: MappingReader) {
        self.init()
        withinNanoseconds = keys.scalar("within", as: .duration(durations)) ?? withinNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension AcousticParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init()
        risesBy = limits.limit("rises_by") ?? risesBy
        above = limits.limit("above") ?? above
        longestNanoseconds = keys.scalar("longest", as: .duration(durations)) ?? longestNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension VibrationParameters {
    init(reading keys: MappingReader) {
        self.init()
        let names = Building.allCases.map(\.rawValue)
        building = keys.scalar("building", as: .word(of: names)).flatMap(Building.init) ?? building
        frequencyHertz = keys.scalar("frequency", as: .measured(in: Unit("Hz"), "a frequency such as 10 Hz"))
    }
}

extension NoisePeriodParameters {
    init(reading keys: MappingReader, limits: LimitReader, usualZone: TimeZoneRule) {
        let names = Measure.allCases.map(\.rawValue)
        let measure = keys.scalar("measure", as: .word(of: names)).flatMap(Measure.init)
        // That it is missing is for the rule to say.
        self.init(above: limits.limit("above") ?? .nan)
        self.measure = measure ?? self.measure
        periods = Self.periods(keys) ?? periods
        timeZone = keys.timeZone("time_zone", usual: usualZone) ?? usualZone
        minimumCapture = keys.scalar("minimum_capture", as: .share) ?? minimumCapture
        holdNanoseconds = keys.scalar("hold", as: .duration(durations))
    }

    /// `day: "07:00-19:00"` and `evening: "19:00-23:00"`; what is left is the night.
    private static func periods(_ keys: MappingReader) -> NoiseDay? {
        let usual = NoiseDay.usual
        let day = keys.scalar("day", as: .hours) ?? (usual.dayStartHour, usual.eveningStartHour)
        let evening = keys.scalar("evening", as: .hours) ?? (usual.eveningStartHour, usual.nightStartHour)
        let periods = NoiseDay(dayStartHour: day.0, eveningStartHour: day.1, nightStartHour: evening.1)
        guard evening.0 == day.1, let periods else {
            keys.report(
                "day",
                "day and evening do not follow each other",
                remedy: "write for example day: \"07:00-19:00\" and evening: \"19:00-23:00\""
            )
            return nil
        }
        return periods
    }
}

extension ScalarForm where Value == (Int, Int) {
    /// `07:00-19:00`: whole hours of a day.
    fileprivate static var hours: ScalarForm {
        ScalarForm("whole hours such as \"07:00-19:00\"") { text in
            let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end -> Int? in
                guard end.hasSuffix(":00"), let hour = Int(end.dropLast(3)), (0...23).contains(hour) else { return nil }
                return hour
            }
            guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
            return (from, to)
        }
    }
}
