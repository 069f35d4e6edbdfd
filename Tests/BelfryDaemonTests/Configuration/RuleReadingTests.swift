import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryDaemon

@Suite("Reading rules")
struct RuleReadingTests {
    /// The one rule of a text in flow style.
    private func rule(_ keys: String) throws -> Rule {
        let folder = try TemporaryFolder()
        let file = try folder.write("rules: [ { name: r, severity: minor, \(keys) } ]", to: "rules.yaml")
        return try #require(try RuleFiles.rules(inFile: file, environment: [:]).first)
    }

    @Test("Every parameter of every detector")
    func detectors() throws {
        let minute = Nanoseconds.perMinute
        #expect(
            try rule("above: 5 Cel, clear_below: 4 Cel, below: -5, clear_above: -4, for: 2m").detector
                == .threshold(
                    ThresholdParameters(
                        above: 5,
                        below: -5,
                        clearBelow: 4,
                        clearAbove: -4,
                        forNanoseconds: 2 * minute
                    )
                )
        )
        #expect(
            try rule("detector: rate_of_change, rises_by: 3, falls_by: 4, per: 1m, minimum_span: 2m, maximum_span: 8m")
                .detector
                == .rateOfChange(
                    RateOfChangeParameters(
                        risesBy: 3,
                        fallsBy: 4,
                        perNanoseconds: minute,
                        minimumSpanNanoseconds: 2 * minute,
                        maximumSpanNanoseconds: 8 * minute
                    )
                )
        )
        #expect(
            try rule("detector: silence, cadence: 1m, missed: 3.5, at_least: 10m").detector
                == .silence(
                    SilenceParameters(
                        cadenceNanoseconds: minute,
                        missedIntervals: 3.5,
                        atLeastNanoseconds: 10 * minute
                    )
                )
        )
        #expect(
            try rule("detector: flat_line, tolerance: 0.1, duration: 5m, minimum_readings: 3, ignore: [ 0, 100 ]")
                .detector
                == .flatLine(
                    FlatLineParameters(
                        tolerance: 0.1,
                        durationNanoseconds: 5 * minute,
                        minimumReadings: 3,
                        ignoredValues: [0, 100]
                    )
                )
        )
        #expect(
            try rule("detector: gross_range, low: 0 %, high: 100 %, count: 4").detector
                == .grossRange(GrossRangeParameters(low: 0, high: 100, count: 4))
        )
        #expect(
            try rule("detector: clock, ahead: 1m, behind: 2m, for: 3m, count: 4").detector
                == .clock(
                    ClockParameters(
                        aheadNanoseconds: minute,
                        behindNanoseconds: 2 * minute,
                        forNanoseconds: 3 * minute,
                        count: 4
                    )
                )
        )
    }

    @Test("Air laws and indices, by the names of their categories or by numbers")
    func air() throws {
        let standard = try rule("detector: air_standard, standard: eu, level: alert, time_zone: Europe/Brussels")
        #expect(
            standard.detector
                == .airStandard(AirStandardParameters(standard: .eu, level: .alert, standardOffsetSeconds: 3_600))
        )
        #expect(standard.kind == .airAlert && standard.window?.lengthNanoseconds == Nanoseconds.perHour)
        #expect(
            try rule("detector: air_standard, standard: who, level: limit, averaging: eight_hours").detector
                == .airStandard(AirStandardParameters(standard: .who, level: .limit, averaging: .eightHours))
        )
        #expect(
            try rule(
                "detector: air_standard, standard: who, level: limit, time_zone: \"+05:30\", "
                    + "window: { calendar: hour, time_zone: \"+05:30\", clock: standard, minimum_coverage: 50% }"
            ).window?.minimumCoverage == 0.5
        )
        let words = [
            ("aqi", "unhealthy_for_sensitive", 101), ("aqi", "unhealthy", 151), ("aqi", "137", 137),
            ("eaqi", "very_poor", 5), ("daqi", "high", 7), ("daqi", "10", 10),
        ]
        for (index, word, number) in words {
            guard
                case .airIndex(let parameters) = try rule("detector: air_index, index: \(index), at_least: \(word)")
                    .detector
            else { throw Missing() }
            #expect(parameters.index.rawValue == index && parameters.atLeast == number)
        }
    }

    private struct Missing: Error {}

    @Test("A detector without keys has its own defaults")
    func detectorDefaults() throws {
        #expect(try rule("detector: silence").detector == .silence(SilenceParameters()))
        #expect(try rule("detector: flat_line").detector == .flatLine(FlatLineParameters()))
        #expect(try rule("detector: gross_range").detector == .grossRange(GrossRangeParameters()))
        #expect(try rule("detector: clock").detector == .clock(ClockParameters()))
        #expect(try rule("detector: clock").kind == .sensorClock)
        #expect(try rule("above: 1").window == nil)
        #expect(try rule("above: 1, window: { tumbling: 1m, minimum_count: 45 }").window?.minimumCount == 45)
        #expect(try rule("above: 1, window: { tumbling: 1m }").window?.aggregate == .mean)
    }

    @Test("One unit serves all limits, also those without one; none at all means each series' own")
    func units() throws {
        #expect(try rule("above: 5 mg/m3, clear_below: 4").unit == Unit("mg/m3"))
        #expect(try rule("above: 5, clear_below: 4 mg/m3").unit == Unit("mg/m3"))
        #expect(try rule("above: 5").unit == .unknown)
        #expect(try rule("match: { quantity: water_level }, above: 76 mm").unit == Unit("mm"))
        // A quantity of the user's own may be in any unit.
        #expect(try rule("match: { quantity: sludge }, above: 3 V").unit == Unit("V"))
    }

    @Test("Matchers as rules write them")
    func matchers() throws {
        let matchers = try rule(
            "above: 1, match: { quantity: \"no2|o3\", zone: '=~ \"north.*\"', agency: \"!= traffic\" }"
        ).matchers
        #expect(
            matchers == [
                try LabelMatcher(label: .quantity, pattern: "no2|o3"),
                try LabelMatcher(label: .zone, pattern: "north.*", isExpression: true),
                try LabelMatcher(label: .agency, pattern: "traffic", isNegated: true),
            ]
        )
    }

    @Test("Rule files are read in name order; a pattern that names nothing is fine")
    func order() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a"] {
            try folder.write("rules: [ { name: \(name), severity: minor, above: 1 } ]", to: "rules.d/\(name).yaml")
        }
        try folder.write("rules:\n", to: "rules.d/empty.yaml")
        try folder.write(
            "rule_files: [ none/*.yaml, rules.d/b.yaml, rules.d/*.yaml ]\n" + soundBroker,
            to: "belfry.yaml"
        )
        #expect(try folder.load().rules.map(\.name) == ["b", "a"])
        try folder.write(soundBroker, to: "belfry.yaml")
        #expect(try folder.load().rules.map(\.name) == ["a", "b"])
    }

    @Test("The regular expression of a matcher may hold a dollar sign")
    func dollarSign() throws {
        #expect(try rule("above: 1, match: { sensor: '=~ \".*-[0-9]+$\"' }").matchers[0].pattern == ".*-[0-9]+$")
    }

    @Test func windowsAndGroupsAreRead() throws {
        let minute = Nanoseconds.perMinute
        func window(_ keys: String) throws -> RuleWindow? { try rule("above: 0.5, window: { \(keys) }").window }
        let session = WindowDefinition.Shape.session(gapNanoseconds: minute / 2, maximumNanoseconds: 120 * minute)
        #expect(try window("session: 30s, maximum: 2h")?.shape == session)
        #expect(try window("count: 20, aggregate: stddev")?.shape == .count(20))
        let run = WindowDefinition.Shape.state(nil, maximumNanoseconds: 1_440 * minute)
        #expect(try window("state: value, aggregate: duration")?.shape == run)
        let share = try window("tumbling: 1h, aggregate: share, above: 50 km/h, below: 80 km/h, hold: 10m")
        #expect(share?.order.band == ValueBand.above(50).intersection(.below(80)))
        #expect(share?.order.unit == Unit("km/h") && share?.order.holdNanoseconds == 10 * minute)
        #expect(try window("tumbling: 1h, aggregate: increase, modulus: 65536")?.order.counterModulus == 65_536)
        func group(_ keys: String) throws -> RuleGroup? {
            try rule("above: 5, window: { tumbling: 1h }, group: { \(keys) }").group
        }
        #expect(
            try group("by: zone, combine: spread, minimum_members: 3")
                == RuleGroup(by: .zone, combination: .spread, minimumMembers: 3)
        )
        #expect(try group("by: place") == RuleGroup(by: .place))
    }
}
