import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct ReloadTests {
    static let second = Nanoseconds.perSecond
    static let waiting = try? Rule(
        name: "high-for-a-minute",
        detector: .threshold(ThresholdParameters(above: 3, forNanoseconds: 60 * second)),
        severity: .major
    )

    @Test func aRuleThatStaysKeepsItsStateThoughItsNumberChanges() throws {
        let waiting = try #require(Self.waiting)
        let desk = EngineDesk(try RuleSet([waiting]))
        desk.take(EngineDesk.reading(0, 9, at: 100))
        _ = desk.tick(101)
        desk.engine.replaceRules(try RuleSet([EngineStoryTests.threshold("new"), waiting]))
        desk.take(EngineDesk.reading(0, 9, at: 130))
        #expect(desk.tick(131) == [], "the reading came before the tick that brought the new rule")
        desk.take(EngineDesk.reading(0, 9, at: 161))
        #expect(desk.tick(162) == ["160.0 high-for-a-minute raised gauge-0", "161.0 new raised gauge-0"])
        #expect(desk.findings[0].from == EngineDesk.time(100))
    }

    @Test func whatALeavingRuleHadRaisedIsWithdrawn() throws {
        let desk = EngineDesk(try RuleSet([EngineStoryTests.threshold("old", above: 3)]), shards: 2)
        desk.take(EngineDesk.reading(0, 9, at: 100), EngineDesk.reading(1, 1, at: 100))
        #expect(desk.tick(101) == ["100.0 old raised gauge-0"])
        // The same name with another limit is another version.
        desk.engine.replaceRules(try RuleSet([EngineStoryTests.threshold("old", above: 8)]))
        #expect(desk.tick(105) == ["105.0 old cleared gauge-0"])
        #expect(desk.findings[1].id == desk.findings[0].id)
        #expect(desk.findings[1].text == "Withdrawn: the rule old has changed or left")
        desk.take(EngineDesk.reading(0, 9, at: 106))
        #expect(desk.tick(107) == ["106.0 old raised gauge-0"])
    }

    @Test func windowsOfALengthThatStaysKeepTheirOpenSpans() throws {
        let desk = EngineDesk(try RuleSet([EngineStoryTests.threshold("old", window: 10)]))
        desk.take(EngineDesk.reading(0, 9, at: 101))
        _ = desk.tick(102)
        desk.engine.replaceRules(
            try RuleSet([EngineStoryTests.threshold("short", window: 2), EngineStoryTests.threshold("new", window: 10)])
        )
        _ = desk.tick(103)
        desk.take(EngineDesk.reading(0, 5, at: 104))
        #expect(desk.tick(200) == ["106.0 short raised gauge-0", "110.0 new raised gauge-0"])
        #expect(desk.findings.last?.value == 7, "both readings")
    }

    @Test func rulesWaitForTheNextTickAndSaySo() throws {
        let desk = EngineDesk(try RuleSet([EngineStoryTests.threshold("first")]))
        #expect(!desk.engine.areRulesWaiting)
        desk.engine.replaceRules(try RuleSet([EngineStoryTests.threshold("second")]))
        #expect(desk.engine.areRulesWaiting)
        _ = desk.tick(1)
        #expect(!desk.engine.areRulesWaiting)
    }

    @Test func ofTwoWishesBeforeATickTheLastCounts() throws {
        let desk = EngineDesk(try RuleSet([EngineStoryTests.threshold("first")]))
        desk.engine.replaceRules(try RuleSet([EngineStoryTests.threshold("second")]))
        desk.engine.replaceRules(try RuleSet([EngineStoryTests.threshold("third")]))
        _ = desk.tick(1)
        desk.take(EngineDesk.reading(0, 9, at: 2))
        #expect(desk.tick(3) == ["2.0 third raised gauge-0"])
    }

    @Test(arguments: [40, 400, 777] as [Int64])
    func aReloadThatOnlyMovesTheRulesChangesNoByte(after: Int64) throws {
        let city = SmallCity(seed: 4_712, series: 80, seconds: 900)
        let rules = try SmallCity.everyKind(behind: 0)
        let whole = EngineRun().outcome(of: city, rules: rules).0
        let moved = EngineRun(shards: 2).outcome(
            of: city,
            rules: rules,
            reload: (after: after, try SmallCity.everyKind(behind: 3))
        ).0
        #expect(moved.lines == whole.lines, "seed \(city.seed)")
        let told = Set(whole.findings.map(\.rule))
        #expect(told.isSuperset(of: ["clock", "whole-domain", "silent", "rises-fast", "high"]), "\(told)")
    }

    @Test func reloadingMidwayGivesTheSameBytesHoweverItRuns() throws {
        let city = SmallCity(seed: 4_711, series: 80, seconds: 900)
        let rules = try SmallCity.rules()
        let fewer = try RuleSet(rules.rules.reversed().filter { $0.name != "high" })
        let reference = EngineRun().outcome(of: city, rules: rules, reload: (after: 400, fewer)).0
        let runs = [EngineRun(shards: 3, batch: 9), EngineRun(shards: 2, worker: .threads, ringCapacity: 16)]
        for run in runs {
            let outcome = run.outcome(of: city, rules: rules, reload: (after: 400, fewer)).0
            #expect(outcome.lines == reference.lines, "seed \(city.seed), \(run.testDescription)")
        }
        #expect(reference.findings.contains { $0.text.hasPrefix("Withdrawn") })
    }
}
