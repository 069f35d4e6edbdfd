import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryDetection

@Suite struct PlanTests {
    private func series(_ quantity: String, unit: String, domain: Domain = .air) -> SeriesDescriptor {
        SeriesDescriptor(
            id: SeriesID(3),
            key: SeriesKey(agency: "environment", sensor: "aq-1", quantity: Quantity(quantity)),
            unit: Unit(unit),
            domain: domain
        )
    }

    private func rule(
        _ name: String,
        _ match: String? = nil,
        above: Double = 200,
        unit: String = "",
        hours: Double? = nil
    ) throws -> Rule {
        try Rule(
            name: name,
            matchers: match.map { [try LabelMatcher($0)] } ?? [],
            detector: .threshold(ThresholdParameters(above: above)),
            window: hours.map { RuleWindow(lengthNanoseconds: minutes(60 * $0), aggregate: .mean) },
            unit: Unit(unit),
            severity: .major
        )
    }

    @Test func onlyMatchingRulesAreBoundAndWindowsAreShared() throws {
        let rules = try RuleSet([
            rule("hour", "quantity=no2", hours: 1),
            rule("other", "quantity=o3"),
            rule("hour-too", "domain=air", hours: 1),
            rule("day", hours: 24),
            rule("reading"),
        ])
        let plan = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(plan.windows.map(\.lengthNanoseconds) == [minutes(60), minutes(24 * 60)])
        #expect(plan.detectors.map(\.rule) == [0, 2, 3, 4])
        #expect(plan.detectors.map(\.window) == [0, 0, 1, -1])
        #expect(plan.skipped.isEmpty)
    }

    @Test func aWindowThatWouldCutAllOthersIntoSplintersIsLeftOutWithTheReason() throws {
        let rules = try RuleSet([rule("hour", hours: 1), rule("nearly", hours: 0.999_999), rule("half", hours: 0.5)])
        let plan = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(plan.detectors.map(\.rule) == [0, 2])
        #expect(plan.skipped.map(\.rule) == [1])
        #expect(plan.skipped[0].reason.contains("multiples of one another"))
    }

    @Test func rulesAgreeOnWhatDependsOnTheOrderOfReadings() throws {
        func share(_ name: String, above: Double, unit: String = "", hold: Double? = nil) throws -> Rule {
            try Rule(
                name: name,
                detector: .threshold(ThresholdParameters(above: 0.2)),
                window: RuleWindow(
                    .tumbling(lengthNanoseconds: minutes(60)),
                    aggregate: .share(band: 0),
                    order: RuleWindow.Order(
                        holdNanoseconds: hold.map(minutes),
                        band: .above(above),
                        unit: Unit(unit)
                    )
                ),
                severity: .major
            )
        }
        let rules = try RuleSet([
            share("a", above: 200), share("b", above: 0.2, unit: "mg/m3", hold: 5), share("c", above: 300, hold: 6),
            share("d", above: 100), share("e", above: 90), share("f", above: 80), share("g", above: 1, unit: "km/h"),
        ])
        let plan = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(plan.windows.count == 1, "all of them read one window")
        #expect(plan.detectors.map(\.rule) == [0, 1, 3, 4])
        #expect(plan.detectors.map(\.aggregate) == [0, 1, 2, 3].map { .share(band: $0) })
        #expect(plan.terms.holdNanoseconds == minutes(5))
        let reasons = Dictionary(uniqueKeysWithValues: plan.skipped.map { ($0.rule, $0.reason) })
        #expect(reasons[2]?.contains("give one hold") == true)
        #expect(reasons[5]?.contains("let rules share bands") == true)
        #expect(reasons[6]?.contains("cannot be compared") == true)
    }

    /// A limit of a count, a duration or a share is no limit of what the series measures.
    @Test func limitsAreInTheUnitOfWhatTheWindowMakesOfReadings() throws {
        func finding(_ aggregate: WindowAggregate, unit: String) throws -> Finding {
            let rule = try Rule(
                name: "long",
                detector: .threshold(ThresholdParameters(above: 2)),
                window: RuleWindow(.state(nil, maximumNanoseconds: minutes(60)), aggregate: aggregate),
                unit: Unit(unit),
                severity: .major
            )
            let descriptor = series("no2", unit: "ug/m3")
            let rules = try RuleSet([rule])
            var detector = LoneDetector(rules.plan(for: descriptor).detectors[0].terms, series: descriptor.id)
            var window = ClosedWindow.empty(
                descriptor.id,
                start: Watch.start,
                end: Watch.start.advanced(byNanoseconds: minutes(5)),
                standing: .complete,
                coverage: .nan
            )
            window.count = 9
            let verdict = detector.observe(window, value: 300, arrival: Watch.start.advanced(byNanoseconds: minutes(5)))
            return rules.finding(from: try #require(verdict), series: descriptor)
        }
        let long = try finding(.duration, unit: "min")
        #expect(long.text.contains("300 s (duration of a state), above 120 s"), "\(long.text)")
        #expect(long.evidence[0].unit == Unit("s"))
        #expect(try finding(.count, unit: "").text.contains(": 300 (count of a state), above 2,"))
    }

    @Test func aDifferenceOfReadingsIsComparedWithADifference() throws {
        let spread = try Rule(
            name: "apart",
            detector: .threshold(ThresholdParameters(above: 9)),
            window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .mean),
            group: RuleGroup(by: .domain, combination: .spread),
            unit: Unit("[degF]"),
            severity: .major
        )
        let celsius = series("temperature", unit: "Cel")
        let group = try #require(spread.group?.descriptor(for: celsius))
        func raises(_ value: Double) throws -> Bool {
            var detector = try #require(spread.groupDetector(for: group, rule: 0))
            var window = ClosedWindow.empty(
                group.id,
                start: Watch.start,
                end: Watch.start.advanced(byNanoseconds: minutes(1)),
                standing: .complete,
                coverage: .nan
            )
            window.count = 2
            return detector.observe(window, value: value, arrival: window.end) != nil
        }
        #expect(try !raises(4.9) && raises(5.1))
        let delta = try Rule(
            name: "delta",
            detector: .threshold(ThresholdParameters(above: 1)),
            window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .delta),
            group: RuleGroup(by: .domain),
            severity: .major
        )
        let fahrenheit = series("temperature", unit: "[degF]")
        #expect(abs(delta.memberValue(9, of: fahrenheit, in: group) - 5) < 1e-9)
        let count = try Rule(
            name: "count",
            detector: .threshold(ThresholdParameters(above: 1)),
            window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .mean),
            group: RuleGroup(by: .domain, combination: .count),
            severity: .major
        )
        #expect(count.valueUnit(of: group) == Unit("1"))
    }

    @Test func aRuleThatWatchesNothingSaysNothingOfTheSensor() throws {
        func rule(_ name: String, seconds: Double, hold: Double?) throws -> Rule {
            try Rule(
                name: name,
                detector: .threshold(ThresholdParameters(above: 1)),
                window: RuleWindow(
                    .tumbling(lengthNanoseconds: Int64(seconds * 1e9)),
                    aggregate: .timeMean,
                    order: RuleWindow.Order(holdNanoseconds: hold.map(minutes))
                ),
                severity: .major
            )
        }
        let rules = try RuleSet([
            rule("minute", seconds: 60, hold: nil), rule("splinter", seconds: 59.999, hold: 10),
        ])
        let plan = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(plan.skipped.map(\.rule) == [1])
        #expect(plan.terms.holdNanoseconds == minutes(60))
    }

    /// The value just above which a plan's first detector raises.
    private func raises(_ rule: Rule, _ series: SeriesDescriptor, at value: Double) throws -> Bool {
        var detector = LoneDetector(try RuleSet([rule]).plan(for: series).detectors[0].terms, series: series.id)
        let now = Watch.start
        return detector.observe(Reading(series: series.id, value: value, eventTime: now, arrivalTime: now)) != nil
    }

    @Test func limitsAreConvertedIntoTheUnitOfTheSeries() throws {
        let milligrams = series("no2", unit: "mg/m3")
        #expect(try !raises(rule("r", above: 200, unit: "ug/m3"), milligrams, at: 0.199))
        #expect(try raises(rule("r", above: 200, unit: "ug/m3"), milligrams, at: 0.201))
        let fahrenheit = series("temperature", unit: "[degF]")
        #expect(try !raises(rule("r", above: 30, unit: "Cel"), fahrenheit, at: 85.9))
        #expect(try raises(rule("r", above: 30, unit: "Cel"), fahrenheit, at: 86.1))
    }

    @Test func aDifferenceIsConvertedWithoutTheOffset() throws {
        let rule = try Rule(
            name: "r",
            detector: .rateOfChange(RateOfChangeParameters(risesBy: 5, perNanoseconds: seconds(60))),
            unit: Unit("Cel"),
            severity: .major
        )
        let plan = try RuleSet([rule]).plan(for: series("temperature", unit: "[degF]"))
        var detector = LoneDetector(plan.detectors[0].terms, series: SeriesID(0))
        let id = SeriesID(3)
        var raised: [Bool] = []
        for (minute, value) in [60.0, 68.9, 78.1].enumerated() {
            let now = Watch.start + Double(minute) * 60
            raised.append(
                detector.observe(Reading(series: id, value: value, eventTime: now, arrivalTime: now)) != nil
            )
        }
        #expect(raised == [false, false, true])
    }

    @Test func whatCannotBeComparedIsSkippedAndSaysWhy() throws {
        let rules = try RuleSet([
            rule("ppb", above: 100, unit: "[ppb]"),
            rule("own-unit"),
            Rule(name: "range", detector: .grossRange(GrossRangeParameters()), severity: .warning),
        ])
        let micrograms = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(micrograms.detectors.map(\.rule) == [1, 2])
        #expect(micrograms.skipped.map(\.rule) == [0])
        #expect(micrograms.skipped[0].reason.contains("[ppb]"))
        let unitless = rules.plan(for: series("no2", unit: ""))
        #expect(unitless.detectors.map(\.rule) == [1])
        #expect(unitless.skipped.map(\.rule) == [0, 2])
        #expect(unitless.skipped[0].reason.contains("declare the unit"))
        let unheardOf = rules.plan(for: series("gizmo", unit: "1"))
        #expect(unheardOf.skipped.map(\.reason).contains { $0.contains("give low and high") })
    }

    @Test func whatSeriesOfAKindShareIsInNoState() throws {
        let rules = try RuleSet([
            rule("level", above: 100, unit: "ug/m3"),
            Rule(name: "range", detector: .grossRange(GrossRangeParameters()), severity: .warning),
            Rule(name: "stuck", detector: .flatLine(FlatLineParameters()), severity: .warning),
            Rule(name: "clock", detector: .clock(ClockParameters()), severity: .warning),
            Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .warning),
        ])
        let plan = rules.plan(for: series("no2", unit: "ug/m3"))
        #expect(plan.detectors.map(\.terms.stateBytes) == [40, 24, 56, 56, 88])
        #expect(plan.detectors == rules.plan(for: series("no2", unit: "ug/m3")).detectors)
    }
}
