import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

/// A rule that matches a series and cannot watch it is told, for as long as that is so.
@Suite struct UnwatchedTests {
    private static func unitless(_ series: Int32 = 0, at seconds: Double) -> Reading {
        EngineDesk.reading(series, 9, at: seconds, quality: .unknown, flags: .unitUnknown)
    }

    private static func mismatch(_ name: String) throws -> Rule {
        try Rule(
            name: name,
            detector: .threshold(ThresholdParameters(above: 30)),
            unit: Unit("Cel"),
            severity: .minor
        )
    }

    @Test func readingsWithoutAUnitBlindTheRulesThatCompareThem() throws {
        let silence = try #require(EngineStoryTests.silence)
        let rules = [try EngineStoryTests.threshold(), try EngineStoryTests.threshold("mean", window: 10), silence]
        let desk = EngineDesk(try RuleSet(rules))
        desk.take(Self.unitless(at: 100), Self.unitless(1, at: 100))
        #expect(desk.tick(101) == [])
        #expect(
            desk.engine.snapshot().unwatched == 4,
            "the threshold and the mean, on two series; silence needs no unit"
        )
        let listed = desk.engine.unwatchedSeries()
        #expect(listed.map(\.rule) == ["high", "mean"])
        #expect(listed.map(\.count) == [2, 2])
        #expect(listed.first?.series == "water/gauge-0/water_level")
        #expect(listed.first?.reason.contains("unit: { water_level: m }") == true, "\(listed)")
    }

    @Test func aUnitThatIsDeclaredAtLastEndsIt() throws {
        let desk = EngineDesk(try RuleSet([EngineStoryTests.threshold()]))
        for second in 100..<110 { desk.take(Self.unitless(at: Double(second))) }
        _ = desk.tick(110)
        #expect(desk.engine.snapshot().unwatched == 1)
        desk.take(EngineDesk.reading(0, 2, at: 111))
        _ = desk.tick(112)
        #expect(desk.engine.snapshot().unwatched == 0)
        #expect(desk.engine.unwatchedSeries().isEmpty)
        desk.take(EngineDesk.reading(0, 9, at: 113))
        #expect(desk.tick(114) == ["113.0 high raised gauge-0"])
        desk.take(Self.unitless(at: 115))
        #expect(desk.engine.snapshot().unwatched == 1, "and so does one that is lost again")
    }

    @Test func aReloadCountsAnew() throws {
        let desk = EngineDesk(try RuleSet([Self.mismatch("warm"), EngineStoryTests.threshold()]))
        desk.take(Self.unitless(at: 100))
        _ = desk.tick(101)
        #expect(desk.engine.unwatchedSeries().map(\.rule) == ["warm", "high"])
        desk.engine.replaceRules(try RuleSet([Self.mismatch("warm"), EngineStoryTests.threshold("deep", above: 4)]))
        _ = desk.tick(102)
        #expect(desk.engine.snapshot().unwatched == 2)
        #expect(desk.engine.unwatchedSeries().map(\.rule) == ["warm", "deep"])
        desk.engine.replaceRules(try RuleSet([]))
        _ = desk.tick(103)
        #expect(desk.engine.snapshot().unwatched == 0)
    }
}
