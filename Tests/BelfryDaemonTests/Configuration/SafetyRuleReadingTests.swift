import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("Reading the rules of public safety")
struct SafetyRuleReadingTests {
    private func rules(_ text: String) throws -> [Rule] {
        let folder = try TemporaryFolder()
        return try RuleFiles.rules(inFile: folder.write(text, to: "rules.yaml"), environment: [:])
    }

    private func detector(_ keys: String) throws -> DetectorDefinition {
        try #require(try rules("rules: [ { name: r, severity: minor, \(keys) } ]").first).detector
    }

    @Test("Every parameter")
    func parameters() throws {
        #expect(
            try detector("detector: co_dose, clear_below: 20 mg/m3, clear_after: 1m, hold: 2m, recovery: 30m")
                == .carbonMonoxideDose(
                    CarbonMonoxideDoseParameters(
                        clearBelow: 20,
                        clearAfterNanoseconds: Nanoseconds.perMinute,
                        holdNanoseconds: 2 * Nanoseconds.perMinute,
                        recoveryNanoseconds: 30 * Nanoseconds.perMinute
                    )
                )
        )
        #expect(
            try detector(
                "detector: flood, above: 76 mm, rises_by: 25 mm, per: 4m, clear_below: 38, clear_after: 9m, confirm: 3m"
            )
                == .flood(
                    FloodParameters(
                        above: 76,
                        risesBy: 25,
                        perNanoseconds: 4 * Nanoseconds.perMinute,
                        clearBelow: 38,
                        clearAfterNanoseconds: 9 * Nanoseconds.perMinute,
                        confirmNanoseconds: 3 * Nanoseconds.perMinute
                    )
                )
        )
        #expect(
            try detector("detector: possible_fire, within: 2m, clear_after: 3m")
                == .possibleFire(
                    PossibleFireParameters(
                        withinNanoseconds: 2 * Nanoseconds.perMinute,
                        clearAfterNanoseconds: 3 * Nanoseconds.perMinute
                    )
                )
        )
        #expect(
            try detector(
                "detector: crowd, above: 4.5, clear_below: 4, critical: 6, for: 1m, within: 0s, trend: 8m, clear_after: 3m"
            )
                == .crowd(
                    CrowdParameters(
                        above: 4.5,
                        clearBelow: 4,
                        forNanoseconds: Nanoseconds.perMinute,
                        critical: 6,
                        withinNanoseconds: 0,
                        trendNanoseconds: 8 * Nanoseconds.perMinute,
                        clearAfterNanoseconds: 3 * Nanoseconds.perMinute
                    )
                )
        )
        #expect(
            try detector("detector: acoustic, rises_by: 30 dB(A), above: 90 dB(A), longest: 2s, clear_after: 1m")
                == .acoustic(
                    AcousticParameters(
                        risesBy: 30,
                        above: 90,
                        longestNanoseconds: 2 * Nanoseconds.perSecond,
                        clearAfterNanoseconds: Nanoseconds.perMinute
                    )
                )
        )
        #expect(
            try detector("detector: vibration, building: sensitive, frequency: 30 Hz")
                == .vibration(VibrationParameters(building: .sensitive, frequencyHertz: 30))
        )
        #expect(
            try detector(
                "detector: noise_period, measure: night, above: 45 dB(A), day: \"06:00-20:00\", evening: \"20:00-22:00\", "
                    + "time_zone: \"+01:00\", minimum_capture: 50%, hold: 20m"
            )
                == .noisePeriod(
                    NoisePeriodParameters(
                        measure: .night,
                        above: 45,
                        periods: try #require(
                            NoiseDay(dayStartHour: 6, eveningStartHour: 20, nightStartHour: 22)
                        ),
                        timeZone: TimeZoneRule(offsetSeconds: 3_600),
                        minimumCapture: 0.5,
                        holdNanoseconds: 20 * Nanoseconds.perMinute
                    )
                )
        )
    }

    @Test(
        "What cannot be is refused where it stands",
        arguments: [
            "detector: acoustic, severity: major", "detector: crowd", "detector: flood", "detector: noise_period",
            "detector: noise_period, above: 45, day: \"07:00-19:00\", evening: \"20:00-23:00\"",
            "detector: noise_period, above: 45, day: \"7-19\"", "detector: vibration, building: shed",
            "detector: vibration, frequency: 10 mm", "detector: co_dose, above: 3",
            "above: 0.9, kind: acoustic_event, severity: critical",
        ]
    )
    func faults(keys: String) {
        let severity = keys.contains("severity") ? "" : "severity: minor, "
        #expect(throws: (any Error).self) { try rules("rules: [ { name: r, \(severity)\(keys) } ]") }
    }
}
