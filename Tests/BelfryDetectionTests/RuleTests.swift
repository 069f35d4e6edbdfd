import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@Suite struct RuleTests {
    private func refusal(
        name: String = "r",
        _ detector: DetectorDefinition,
        window: RuleWindow? = nil,
        unit: Unit = .unknown,
        matchers: [LabelMatcher] = [],
        text: String = ""
    ) -> RuleFault? {
        do throws(RuleFault) {
            _ = try Rule(
                name: name,
                matchers: matchers,
                detector: detector,
                window: window,
                unit: unit,
                severity: .major,
                text: text
            )
            return nil
        } catch {
            return error
        }
    }

    static let faults: [(DetectorDefinition, String)] = [
        (.threshold(ThresholdParameters()), "above"),
        (.threshold(ThresholdParameters(above: .nan)), "above"),
        (.threshold(ThresholdParameters(above: 5, below: 9)), "below"),
        (.threshold(ThresholdParameters(above: 5, clearBelow: 6)), "clear_below"),
        (.threshold(ThresholdParameters(below: 5, clearBelow: 6)), "clear_below"),
        (.threshold(ThresholdParameters(below: 5, clearAbove: 4)), "clear_above"),
        (.threshold(ThresholdParameters(above: 9, below: 1, clearBelow: 3, clearAbove: 4)), "clear_above"),
        (.threshold(ThresholdParameters(above: 9, forNanoseconds: -1)), "for"),
        (.rateOfChange(RateOfChangeParameters()), "rises_by"),
        (.rateOfChange(RateOfChangeParameters(fallsBy: -1)), "falls_by"),
        (.rateOfChange(RateOfChangeParameters(risesBy: 1, perNanoseconds: 0)), "per"),
        (
            .rateOfChange(
                RateOfChangeParameters(risesBy: 1, minimumSpanNanoseconds: 1 << 30, maximumSpanNanoseconds: 1 << 30)
            ), "maximum_span"
        ),
        (.silence(SilenceParameters(cadenceNanoseconds: 0)), "cadence"),
        (.silence(SilenceParameters(missedIntervals: 0.5)), "missed"),
        (.silence(SilenceParameters(atLeastNanoseconds: -1)), "at_least"),
        (.flatLine(FlatLineParameters(tolerance: -1)), "tolerance"),
        (.flatLine(FlatLineParameters(durationNanoseconds: 0)), "duration"),
        (.flatLine(FlatLineParameters(minimumReadings: 1)), "minimum_readings"),
        (.flatLine(FlatLineParameters(ignoredValues: [1, 2, 3])), "ignore"),
        (.grossRange(GrossRangeParameters(low: 2, high: 2)), "low"),
        (.grossRange(GrossRangeParameters(count: 0)), "count"),
        (.clock(ClockParameters(aheadNanoseconds: 0)), "ahead"),
        (.clock(ClockParameters(behindNanoseconds: -1)), "behind"),
        (.clock(ClockParameters(forNanoseconds: -1)), "for"),
        (.clock(ClockParameters(count: 0)), "count"),
    ]

    @Test(arguments: faults)
    func aFaultNamesItsKey(_ detector: DetectorDefinition, key: String) throws {
        let fault = try #require(refusal(detector))
        #expect(fault.key == key)
        #expect(!fault.problem.isEmpty)
        #expect(!fault.remedy.isEmpty)
        #expect(fault.description.hasPrefix("rule \"r\", \(key): "))
    }

    private let good = DetectorDefinition.threshold(ThresholdParameters(above: 5))

    @Test func namesUnitsWindowsAndMatchersAreChecked() throws {
        #expect(refusal(good) == nil)
        #expect(refusal(name: "", good)?.key == "name")
        #expect(refusal(name: "no2 hour", good)?.key == "name")
        #expect(refusal(good, unit: Unit("furlong"))?.key == "unit")
        #expect(refusal(good, window: RuleWindow(lengthNanoseconds: 0, aggregate: .mean))?.key == "window")
        #expect(
            refusal(good, window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .mean, minimumCount: -1)) != nil
        )
        let hour = RuleWindow(lengthNanoseconds: minutes(60), aggregate: .mean)
        #expect(refusal(.silence(SilenceParameters()), window: hour)?.key == "window")
        let matcher = try LabelMatcher(label: "severity", value: "major")
        #expect(refusal(good, matchers: [matcher])?.key == "match")
    }

    @Test func anUnknownPlaceholderIsRefusedWhenLoaded() {
        let fault = refusal(good, text: "NO2 {valeu} at {sensor}")
        #expect(fault?.key == "text")
        #expect(fault?.problem.contains("{valeu}") == true)
        #expect(fault?.remedy.contains("{value}") == true)
        #expect(refusal(good, text: "a } b")?.key == "text")
        #expect(refusal(good, text: "a { b")?.key == "text")
    }

    @Test func twoRulesOfOneNameAreRefused() throws {
        let rule = try Rule(name: "r", detector: good, severity: .major)
        #expect(throws: RuleFault.self) { try RuleSet([rule, rule]) }
    }

    @Test func theVersionChangesWithAnythingAndWithNothingElse() throws {
        let rules = try [
            Rule(name: "r", detector: good, severity: .major),
            Rule(name: "s", detector: good, severity: .major),
            Rule(name: "r", detector: .threshold(ThresholdParameters(above: 6)), severity: .major),
            Rule(name: "r", detector: .threshold(ThresholdParameters(below: 5)), severity: .major),
            Rule(name: "r", detector: good, severity: .minor),
            Rule(name: "r", detector: good, severity: .major, kind: .flood),
            Rule(name: "r", detector: good, severity: .major, text: "{value}"),
            Rule(name: "r", detector: good, unit: Unit("m"), severity: .major),
            Rule(name: "r", matchers: [LabelMatcher("domain=air")], detector: good, severity: .major),
            Rule(
                name: "r",
                detector: good,
                window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .mean),
                severity: .major
            ),
        ]
        #expect(Set(rules.map(\.version)).count == rules.count)
        #expect(try Rule(name: "r", detector: good, severity: .major).version == rules[0].version)
        // Findings in stores carry it: a change of the hash would end every one of them.
        #expect(rules[0].version == "j3whbs5xk5")
    }
}
