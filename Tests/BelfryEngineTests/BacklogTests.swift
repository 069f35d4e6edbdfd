// What was held back on its way, through the engine: told when its series is in the present, and the same however it comes.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

@Suite struct BacklogTests {
    private static func rules() throws -> RuleSet {
        try RuleSet([
            Rule(name: "high", detector: .threshold(ThresholdParameters(above: 2, clearBelow: 1)), severity: .major)
        ])
    }

    private static func desk(shards: Int = 1) throws -> EngineDesk {
        let desk = EngineDesk(try rules(), shards: shards)
        for second in stride(from: 0.0, to: 100, by: 10) { desk.take(EngineDesk.reading(0, 0, at: second)) }
        #expect(desk.tick(100) == [])
        return desk
    }

    @Test func whatStillHoldsIsToldInThePresent() throws {
        let desk = try Self.desk()
        for (index, event) in stride(from: 100.0, to: 1_000, by: 10).enumerated() {
            desk.take(EngineDesk.reading(0, event >= 300 ? 3 : 0, at: 1_000 + Double(index) / 100, event: event))
        }
        #expect(desk.tick(1_001) == [], "the last is ten seconds late, and five are allowed")
        desk.take(EngineDesk.reading(0, 3, at: 1_002, event: 1_002))
        #expect(desk.tick(1_003) == ["1002.0 high raised gauge-0"])
        let finding = try #require(desk.findings.first)
        #expect(finding.from == EngineDesk.time(300) && !finding.isBelated)
        desk.take(EngineDesk.reading(0, 0, at: 1_012))
        #expect(desk.tick(1_013) == ["1012.0 high cleared gauge-0"])
    }

    @Test func whatWasOverIsToldAsOver() throws {
        let desk = try Self.desk()
        for (index, event) in stride(from: 100.0, to: 1_000, by: 10).enumerated() {
            desk.take(
                EngineDesk.reading(0, (300..<500).contains(event) ? 3 : 0, at: 1_000 + Double(index), event: event)
            )
        }
        #expect(desk.tick(1_100) == ["1040.0 high raised gauge-0", "1040.0 high cleared gauge-0"])
        #expect(desk.findings.map(\.isBelated) == [true, true])
        #expect(desk.findings.map(\.from) == [EngineDesk.time(300), EngineDesk.time(300)])
    }

    @Test func whatIsOutOfOrderWithinABacklogIsOfItAsWell() throws {
        let window = RuleWindow(
            .tumbling(lengthNanoseconds: Nanoseconds.perMinute),
            aggregate: .maximum,
            latenessNanoseconds: Nanoseconds.perMinute
        )
        let rules = try RuleSet([
            Rule(
                name: "high",
                detector: .threshold(ThresholdParameters(above: 2, clearBelow: 1)),
                window: window,
                severity: .major
            )
        ])
        let desk = EngineDesk(rules)
        for second in stride(from: 0.0, to: 100, by: 10) { desk.take(EngineDesk.reading(0, 0, at: second)) }
        for (index, event) in stride(from: 100.0, to: 700, by: 10).enumerated() {
            let at = 1_000 + Double(index) / 50
            desk.take(EngineDesk.reading(0, 0, at: at, event: event))
            // Behind the end of its minute, which is judged anew.
            if event == 310 { desk.take(EngineDesk.reading(0, 3, at: at + 0.01, event: 295)) }
        }
        _ = desk.tick(1_002)
        desk.take(EngineDesk.reading(0, 0, at: 1_003, event: 1_002))
        _ = desk.tick(1_700)
        #expect(desk.findings.map(\.phase) == [.raised, .cleared] && desk.findings.allSatisfy(\.isBelated))
    }

    @Test func whatNeverComesToThePresentIsToldAfterTenMinutes() throws {
        let desk = try Self.desk()
        desk.take(EngineDesk.reading(0, 3, at: 1_000, event: 110))
        #expect(desk.tick(1_599) == [])
        #expect(desk.tick(1_700) == ["1600.0 high raised gauge-0"])
    }

    @Test func aSensorThatBecomesSlowForGoodIsHeardWithItsSecondReading() throws {
        let desk = try Self.desk()
        desk.take(EngineDesk.reading(0, 3, at: 1_000, event: 200))
        #expect(desk.tick(1_001) == [], "it may be the first of many")
        desk.take(EngineDesk.reading(0, 3, at: 1_010, event: 210))
        #expect(desk.tick(1_011) == ["1010.0 high raised gauge-0"], "it comes no faster than it is measured")
        desk.take(EngineDesk.reading(0, 0, at: 1_020, event: 220), EngineDesk.reading(0, 3, at: 1_030, event: 230))
        #expect(desk.tick(1_031) == ["1020.0 high cleared gauge-0", "1030.0 high raised gauge-0"])
    }

    @Test func aReloadThatLeavesTheRuleAsItWasChangesNothing() throws {
        let desk = try Self.desk()
        desk.take(EngineDesk.reading(0, 3, at: 1_000, event: 110))
        _ = desk.tick(1_001)
        desk.engine.replaceRules(try Self.rules())
        #expect(desk.tick(1_002) == [])
        desk.take(EngineDesk.reading(0, 3, at: 1_010, event: 1_010))
        #expect(desk.tick(1_011) == ["1010.0 high raised gauge-0"])
    }

    @Test func anImageKeepsWhatWaits() throws {
        func engine(_ keeper: ImageTests.Keeper) throws -> Engine {
            Engine(
                configuration: EngineConfiguration(shards: 2, allowedLatenessNanoseconds: 5 * Nanoseconds.perSecond),
                rules: try Self.rules(),
                describe: { EngineDesk.descriptor($0.index) },
                sink: keeper.take
            )
        }
        func take(_ reading: Reading, into engine: Engine) {
            withUnsafePointer(to: reading) { _ = engine.submit(UnsafeBufferPointer(start: $0, count: 1)) }
        }
        let (before, after) = (ImageTests.Keeper(), ImageTests.Keeper())
        let first = try engine(before)
        for second in stride(from: 0.0, to: 100, by: 10) { take(EngineDesk.reading(0, 0, at: second), into: first) }
        take(EngineDesk.reading(0, 3, at: 1_000, event: 110), into: first)
        first.takeImage(EngineDesk.time(1_001))
        first.step()
        let second = try engine(after)
        #expect(second.restore(try #require(before.image)).isWhole)
        take(EngineDesk.reading(0, 3, at: 1_010, event: 1_010), into: second)
        second.tick(EngineDesk.time(1_011))
        second.step()
        #expect(before.collector.current.findings.isEmpty)
        let told = after.collector.current.findings
        #expect(told.map(\.detectedAt) == [EngineDesk.time(1_010)] && told.map(\.from) == [EngineDesk.time(110)])
    }
}
