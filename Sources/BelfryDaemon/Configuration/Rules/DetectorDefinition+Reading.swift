// The parameters of each detector under the keys that the published interface gives them. A key of another detector is
// an unknown key, and the fault names those of this one.

import BelfryDetection
import BelfryModel

extension DetectorDefinition {
    /// The detector of a rule; `threshold` where none is named, nil where the name is unknown.
    init?(reading keys: MappingReader, limits: LimitReader) {
        let name = keys.scalar("detector", as: .word(of: Self.names))
        if name == nil, keys.node("detector") != nil {
            // Whose keys these are is not known; each would be reported as well.
            _ = keys.allEntries()
            return nil
        }
        switch name ?? "threshold" {
        case "rate_of_change": self = .rateOfChange(RateOfChangeParameters(reading: keys, limits: limits))
        case "silence": self = .silence(SilenceParameters(reading: keys))
        case "flat_line": self = .flatLine(FlatLineParameters(reading: keys, limits: limits))
        case "gross_range": self = .grossRange(GrossRangeParameters(reading: keys, limits: limits))
        case "clock": self = .clock(ClockParameters(reading: keys))
        case "anomaly": self = .anomaly(AnomalyParameters())
        case "co_dose": self = .carbonMonoxideDose(CarbonMonoxideDoseParameters(reading: keys, limits: limits))
        case "flood": self = .flood(FloodParameters(reading: keys, limits: limits))
        case "crowd": self = .crowd(CrowdParameters(reading: keys, limits: limits))
        case "acoustic": self = .acoustic(AcousticParameters(reading: keys, limits: limits))
        case "vibration": self = .vibration(VibrationParameters(reading: keys))
        case "noise_period": self = .noisePeriod(NoisePeriodParameters(reading: keys, limits: limits))
        default: self = .threshold(ThresholdParameters(reading: keys, limits: limits))
        }
    }
}

/// Durations of detectors; the rule itself says which of them are too short.
private let durations = 0...RuleLimits.longestDurationNanoseconds

extension ThresholdParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init(
            above: limits.limit("above"),
            below: limits.limit("below"),
            clearBelow: limits.limit("clear_below"),
            clearAbove: limits.limit("clear_above"),
            forNanoseconds: keys.scalar("for", as: .duration(durations)) ?? 0
        )
    }
}

extension RateOfChangeParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init(risesBy: limits.limit("rises_by"), fallsBy: limits.limit("falls_by"))
        perNanoseconds = keys.scalar("per", as: .duration(durations)) ?? perNanoseconds
        minimumSpanNanoseconds = keys.scalar("minimum_span", as: .duration(durations))
        maximumSpanNanoseconds = keys.scalar("maximum_span", as: .duration(durations))
    }
}

extension SilenceParameters {
    fileprivate init(reading keys: MappingReader) {
        self.init(cadenceNanoseconds: keys.scalar("cadence", as: .duration(durations)))
        missedIntervals = keys.scalar("missed", as: .number) ?? missedIntervals
        atLeastNanoseconds = keys.scalar("at_least", as: .duration(durations)) ?? atLeastNanoseconds
    }
}

extension FlatLineParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init(ignoredValues: limits.limits("ignore"))
        tolerance = limits.limit("tolerance") ?? tolerance
        durationNanoseconds = keys.scalar("duration", as: .duration(durations)) ?? durationNanoseconds
        minimumReadings = keys.scalar("minimum_readings", as: .count(2...RuleLimits.largestCount)) ?? minimumReadings
    }
}

extension GrossRangeParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init(low: limits.limit("low"), high: limits.limit("high"))
        count = keys.scalar("count", as: .count(1...RuleLimits.largestCount)) ?? count
    }
}

extension ClockParameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        aheadNanoseconds = keys.scalar("ahead", as: .duration(durations)) ?? aheadNanoseconds
        behindNanoseconds = keys.scalar("behind", as: .duration(durations)) ?? behindNanoseconds
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
        count = keys.scalar("count", as: .count(1...RuleLimits.largestCount)) ?? count
    }
}

extension CarbonMonoxideDoseParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init(clearBelow: limits.limit("clear_below"))
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
        holdNanoseconds = keys.scalar("hold", as: .duration(durations))
        recoveryNanoseconds = keys.scalar("recovery", as: .duration(durations)) ?? recoveryNanoseconds
    }
}

extension FloodParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
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
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        // That it is missing is for the rule to say.
        self.init(above: limits.limit("above") ?? .nan, clearBelow: limits.limit("clear_below"))
        critical = limits.limit("critical")
        forNanoseconds = keys.scalar("for", as: .duration(durations)) ?? forNanoseconds
        withinNanoseconds = keys.scalar("within", as: .duration(durations)) ?? withinNanoseconds
        trendNanoseconds = keys.scalar("trend", as: .duration(durations)) ?? trendNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension AcousticParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init()
        risesBy = limits.limit("rises_by") ?? risesBy
        above = limits.limit("above") ?? above
        longestNanoseconds = keys.scalar("longest", as: .duration(durations)) ?? longestNanoseconds
        clearAfterNanoseconds = keys.scalar("clear_after", as: .duration(durations)) ?? clearAfterNanoseconds
    }
}

extension VibrationParameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        let names = Building.allCases.map(\.rawValue)
        building = keys.scalar("building", as: .word(of: names)).flatMap(Building.init) ?? building
        frequencyHertz = keys.scalar("frequency", as: .hertz)
    }
}

extension ScalarForm where Value == Double {
    /// A frequency in Hz, with or without its unit.
    fileprivate static var hertz: ScalarForm {
        ScalarForm("a frequency such as 10 Hz") { text in
            guard let measurement = ScalarForm<Measurement>.measurement.parse(text) else { return nil }
            guard measurement.unit.isKnown else { return measurement.value }
            return measurement.unit.convert(measurement.value, to: Unit("Hz"))
        }
    }
}

extension NoisePeriodParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        let names = Measure.allCases.map(\.rawValue)
        let measure = keys.scalar("measure", as: .word(of: names)).flatMap(Measure.init)
        // That it is missing is for the rule to say.
        self.init(above: limits.limit("above") ?? .nan)
        self.measure = measure ?? self.measure
        periods = Self.periods(keys) ?? periods
        if keys.contains("time_zone") { timeZone = keys.timeZone("time_zone") ?? timeZone }
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
