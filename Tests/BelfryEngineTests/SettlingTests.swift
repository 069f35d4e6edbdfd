// What becomes of findings that were raised before a restart.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct SettlingTests {
    private static func finding(_ rule: String, _ series: Int32, from: Double) -> Finding {
        Finding(
            phase: .raised,
            kind: .threshold,
            severity: .minor,
            rule: rule,
            ruleVersion: "1",
            series: EngineDesk.descriptor(series),
            from: EngineDesk.time(from),
            detectedAt: EngineDesk.time(from),
            value: 9,
            text: ""
        )
    }

    private static func desk(shards: Int = 2) throws -> EngineDesk {
        let silent = try Rule(
            name: "silent",
            detector: .silence(SilenceParameters(missedIntervals: 3)),
            severity: .minor
        )
        return EngineDesk(
            try RuleSet([EngineStoryTests.threshold("high"), silent]),
            shards: shards,
            cadence: 10 * Nanoseconds.perSecond
        )
    }

    @Test func whatADetectorHoldsStandsAndWhatNoneHoldsIsOver() throws {
        let desk = try Self.desk()
        desk.take(EngineDesk.reading(0, 9, at: 100), EngineDesk.reading(1, 1, at: 100))
        _ = desk.tick(101)
        let raised = [
            Self.finding("high", 0, from: 100), Self.finding("high", 0, from: 90), Self.finding("high", 1, from: 100),
            Self.finding("left", 0, from: 100), Self.finding("left", 5, from: 100),
        ]
        let over = desk.engine.settle(raised, at: EngineDesk.time(101))
        #expect(
            over.map { "\($0.rule) \($0.from.seconds) \($0.phase)" } == [
                "high 90.0 cleared", "high 100.0 cleared", "left 100.0 cleared", "left 100.0 cleared",
            ]
        )
        #expect(over.allSatisfy { $0.to == EngineDesk.time(101) && $0.text.hasSuffix("before the restart)") })
    }

    /// The journal ends with the last sensor that was heard; silences that were told after that are no less true.
    @Test func aSilenceThatNothingHasEndedStandsUntilTheNextWord() throws {
        let desk = try Self.desk()
        desk.take(EngineDesk.reading(0, 1, at: 100), EngineDesk.reading(1, 1, at: 100))
        _ = desk.tick(101)
        let raised = [Self.finding("silent", 0, from: 100), Self.finding("silent", 1, from: 95)]
        let over = desk.engine.settle(raised, at: EngineDesk.time(101))
        #expect(over.map(\.series.key.sensor) == ["gauge-1"], "which has spoken since")
        #expect(desk.tick(125) == [], "it is told already")
        desk.take(EngineDesk.reading(0, 1, at: 126))
        #expect(desk.tick(127) == ["126.0 silent cleared gauge-0"])
        #expect(desk.findings[0].from == EngineDesk.time(100))
    }

    @Test func ofASeriesThatHasNotSpokenItIsKeptForItsNextWord() throws {
        let desk = try Self.desk()
        let raised = [Self.finding("high", 3, from: 50), Self.finding("high", 3, from: 50)]
        #expect(desk.engine.settle(raised, at: EngineDesk.time(100)).isEmpty)
        desk.take(EngineDesk.reading(3, 1, at: 110))
        #expect(desk.tick(111) == ["110.0 high cleared gauge-3"])
        #expect(desk.findings[0].from == EngineDesk.time(50))
    }

    @Test func ofTwoOfOneRuleOneIsKept() throws {
        let desk = try Self.desk()
        let raised = [Self.finding("high", 3, from: 50), Self.finding("high", 3, from: 60)]
        let over = desk.engine.settle(raised, at: EngineDesk.time(100))
        #expect(over.map(\.from) == [EngineDesk.time(60)], "nobody would ever clear it")
        #expect(over.allSatisfy { $0.phase == .cleared })
    }
}
