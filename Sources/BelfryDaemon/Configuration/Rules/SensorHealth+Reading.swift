// The parameters of the detectors that watch over sensors; see DetectorDefinition+Reading.

import BelfryDetection
import BelfryModel

/// Durations of detectors; the rule itself says which of them are too short.
private let durations = 0...RuleLimits.longestDurationNanoseconds

extension SpikeParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(above: limits.limit("above"))
        let method = keys.scalar("method", as: .word(of: ["differential", "average"]))
        if method == "average" { self.method = .average }
        times = keys.scalar("times", as: .number) ?? times
        count = keys.scalar("count", as: .count(1...Self.countMaximum)) ?? count
        withinNanoseconds = keys.scalar("within", as: .duration(durations)) ?? withinNanoseconds
    }
}

extension NoiseParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(above: limits.limit("above"))
        times = keys.scalar("times", as: .number) ?? times
        overNanoseconds = keys.scalar("over", as: .duration(durations)) ?? overNanoseconds
        minimumReadings = keys.scalar("minimum_readings", as: .count(3...RuleLimits.largestCount)) ?? minimumReadings
        count = keys.scalar("count", as: .count(1...100)) ?? count
    }
}

extension AttenuatedParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(below: limits.limit("below"))
        times = keys.scalar("times", as: .number) ?? times
        overNanoseconds = keys.scalar("over", as: .duration(durations)) ?? overNanoseconds
        minimumReadings = keys.scalar("minimum_readings", as: .count(3...RuleLimits.largestCount)) ?? minimumReadings
        count = keys.scalar("count", as: .count(1...100)) ?? count
    }
}

extension ClimatologyParameters {
    init(reading keys: MappingReader, limits: LimitReader) {
        self.init(lowByMonth: limits.limits("low_by_month"), highByMonth: limits.limits("high_by_month"))
        count = keys.scalar("count", as: .count(1...RuleLimits.largestCount)) ?? count
    }
}

extension NoHitsParameters {
    init(reading keys: MappingReader) {
        self.init()
        durationNanoseconds = keys.scalar("duration", as: .duration(durations)) ?? durationNanoseconds
    }
}

extension DeclaredFaultParameters {
    init(reading keys: MappingReader) {
        self.init()
        count = keys.scalar("count", as: .count(1...RuleLimits.largestCount)) ?? count
    }
}
