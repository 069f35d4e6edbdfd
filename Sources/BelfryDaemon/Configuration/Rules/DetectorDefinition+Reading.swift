// The parameters of each detector under the keys that the published interface gives them. A key of another detector is
// an unknown key, and the fault names those of this one.

import BelfryDetection
import BelfryModel

extension DetectorDefinition {
    /// The detector of a rule; `threshold` where none is named, nil where the name is unknown.
    ///
    /// - Parameter usualZone: of detectors that go by clocks and name none.
    init?(reading keys: MappingReader, limits: LimitReader, usualZone: TimeZoneRule) {
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
        case "traffic_incident": self = .trafficIncident(TrafficIncidentParameters(reading: keys))
        case "wrong_way": self = .wrongWay(WrongWayParameters(reading: keys))
        case "stopped_vehicle": self = .stoppedVehicle(StoppedVehicleParameters(reading: keys))
        case "occupancy_without_flow":
            self = .occupancyWithoutFlow(OccupancyWithoutFlowParameters(reading: keys))
        case "possible_fire": self = .possibleFire(PossibleFireParameters(reading: keys))
        case "disagreement": self = .disagreement(DisagreementParameters(reading: keys, limits: limits))
        case "shift": self = .shift(ShiftParameters(reading: keys))
        case "air_standard":
            guard let parameters = AirStandardParameters(reading: keys, usualZone: usualZone) else { return nil }
            self = .airStandard(parameters)
        case "air_index":
            guard let parameters = AirIndexParameters(reading: keys, usualZone: usualZone) else { return nil }
            self = .airIndex(parameters)
        case "co_dose": self = .carbonMonoxideDose(CarbonMonoxideDoseParameters(reading: keys, limits: limits))
        case "flood": self = .flood(FloodParameters(reading: keys, limits: limits))
        case "crowd": self = .crowd(CrowdParameters(reading: keys, limits: limits))
        case "acoustic": self = .acoustic(AcousticParameters(reading: keys, limits: limits))
        case "vibration": self = .vibration(VibrationParameters(reading: keys))
        case "noise_period":
            self = .noisePeriod(NoisePeriodParameters(reading: keys, limits: limits, usualZone: usualZone))
        case "spike": self = .spike(SpikeParameters(reading: keys, limits: limits))
        case "noise": self = .noise(NoiseParameters(reading: keys, limits: limits))
        case "attenuated": self = .attenuated(AttenuatedParameters(reading: keys, limits: limits))
        case "climatology": self = .climatology(ClimatologyParameters(reading: keys, limits: limits))
        case "no_hits": self = .noHits(NoHitsParameters(reading: keys))
        case "declared_fault": self = .declaredFault(DeclaredFaultParameters(reading: keys))
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

extension DisagreementParameters {
    fileprivate init(reading keys: MappingReader, limits: LimitReader) {
        self.init()
        minimumMembers = keys.scalar("minimum_members", as: .count(1...RuleLimits.largestCount)) ?? minimumMembers
        windows = keys.scalar("windows", as: .count(1...RuleLimits.largestCount)) ?? windows
        tolerance = limits.limit("tolerance") ?? tolerance
    }
}

extension ShiftParameters {
    fileprivate init(reading keys: MappingReader) {
        self.init()
        stepNanoseconds = keys.scalar("step", as: .duration(durations)) ?? stepNanoseconds
        threshold = keys.scalar("threshold", as: .number) ?? threshold
        slack = keys.scalar("slack", as: .number) ?? slack
    }
}
