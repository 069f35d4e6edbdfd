// A sensor fault is never told as something that happens in the city, and what a faulty sensor says feeds nothing.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

@Suite struct SensorHealthTests {
    private static let second = Nanoseconds.perSecond

    private static func rules(citySeverity: Severity = .major, _ more: [Rule] = []) throws -> RuleSet {
        try RuleSet(
            [
                Rule(
                    name: "stuck",
                    detector: .flatLine(FlatLineParameters(durationNanoseconds: 10 * second, minimumReadings: 5)),
                    severity: .warning
                ),
                Rule(name: "high", detector: .threshold(ThresholdParameters(above: 3)), severity: citySeverity),
            ] + more
        )
    }

    private static func mean(_ name: String, above: Double, group: RuleGroup? = nil) throws -> Rule {
        try Rule(
            name: name,
            detector: .threshold(ThresholdParameters(above: above)),
            window: RuleWindow(.tumbling(lengthNanoseconds: 20 * second), aggregate: .mean, minimumCoverage: 0),
            group: group,
            severity: .minor
        )
    }

    @Test func whatAStuckSensorToldIsWithdrawnAndNotToldAgain() throws {
        let desk = EngineDesk(try Self.rules())
        for second in 0..<40 {
            // It moves, is stuck at what would be a flood, and moves again, still high.
            let value = (10..<30).contains(second) ? 5 : second < 10 ? Double(second % 3) : 4 + Double(second % 3)
            desk.take(EngineDesk.reading(0, value, at: Double(second)))
        }
        #expect(
            desk.tick(50) == [
                "10.0 high raised gauge-0", "20.0 high cleared gauge-0", "20.0 stuck raised gauge-0",
                "30.0 stuck cleared gauge-0", "31.0 high raised gauge-0",
            ]
        )
        let withdrawn = desk.findings[1]
        #expect(withdrawn.text.hasPrefix("Withdrawn: gauge-0 is at fault itself"), "\(withdrawn.text)")
        #expect(withdrawn.id == desk.findings[0].id)
    }

    @Test func aCriticalFindingStandsUntilTheSensorIsWell() throws {
        let desk = EngineDesk(try Self.rules(citySeverity: .critical))
        for second in 0..<40 {
            let value = (10..<30).contains(second) ? 5 : Double(second % 3)
            desk.take(EngineDesk.reading(0, value, at: Double(second)))
        }
        #expect(
            desk.tick(50) == [
                "10.0 high raised gauge-0", "20.0 stuck raised gauge-0", "30.0 high cleared gauge-0",
                "30.0 stuck cleared gauge-0",
            ]
        )
    }

    @Test func aCriticalAlarmRingsOnASensorInDoubtAsWell() throws {
        let slow = try Rule(
            name: "deep",
            detector: .threshold(ThresholdParameters(above: 3, forNanoseconds: 15 * Self.second)),
            severity: .critical
        )
        let desk = EngineDesk(try Self.rules([slow]))
        for second in 0..<40 {
            let value = (10..<30).contains(second) ? 5 : Double(second % 3)
            desk.take(EngineDesk.reading(0, value, at: Double(second)))
        }
        let told = desk.tick(50)
        #expect(told.contains("25.0 deep raised gauge-0"), "\(told)")
    }

    @Test func windowsGetNothingOfIt() throws {
        let desk = EngineDesk(try Self.rules([Self.mean("mean", above: 2.5)]), cadence: Self.second)
        for second in 0..<100 {
            // The window from 20 s on holds eleven readings before the fault is found, those from 40 on none.
            let value = (20..<80).contains(second) ? 9 : Double(second % 3)
            desk.take(EngineDesk.reading(0, value, at: Double(second)))
        }
        _ = desk.tick(110)
        #expect(!desk.findings.contains { $0.rule == "mean" }, "\(desk.findings.map(\.text))")
        #expect(desk.findings.filter { $0.rule == "stuck" }.map(\.phase) == [.raised, .cleared])
        let snapshot = desk.engine.snapshot()
        #expect(snapshot.windowsClosed >= 3 && snapshot.windowsEmpty >= 2, "40 to 60 and 60 to 80 are empty")
    }

    @Test func neitherDoGroups() throws {
        let group = RuleGroup(by: .agency, combination: .mean, minimumMembers: 1)
        let desk = EngineDesk(try Self.rules([Self.mean("all", above: 3, group: group)]), cadence: Self.second)
        for second in 0..<100 {
            let stuck = (20..<80).contains(second) ? 9 : Double(second % 3)
            desk.take(
                EngineDesk.reading(0, stuck, at: Double(second)),
                EngineDesk.reading(1, Double(second % 3), at: Double(second))
            )
        }
        _ = desk.tick(110)
        #expect(!desk.findings.contains { $0.rule == "all" }, "\(desk.findings.map(\.text))")
    }

    @Test func badReadingsFeedNothingAtAll() throws {
        let more = [try Self.mean("mean", above: 3), try Self.mean("all", above: 3, group: RuleGroup(by: .agency))]
        let rules = try Self.rules(more)
        let (desk, clean) = (EngineDesk(rules, cadence: Self.second), EngineDesk(rules, cadence: Self.second))
        for second in 0..<120 {
            for series in 0..<2 as Range<Int32> {
                let reading = EngineDesk.reading(series, Double(second % 3), at: Double(second))
                desk.take(reading)
                clean.take(reading)
                if second % 4 == 1 {
                    desk.take(EngineDesk.reading(series, 99, at: Double(second) + 0.5, quality: .bad))
                    desk.take(EngineDesk.reading(series, 99, at: Double(second) + 0.6, flags: .unitUnknown))
                }
            }
        }
        #expect(desk.tick(130) == clean.tick(130) && desk.findings.isEmpty)
        #expect(desk.engine.snapshot().windowsClosed == clean.engine.snapshot().windowsClosed)
    }

    @Test func aFaultyBaselineIsNone() throws {
        let watch = try Rule(name: "unusual", detector: .anomaly(AnomalyParameters()), severity: .warning)
        let desk = EngineDesk(try Self.rules([watch]))
        let clean = EngineDesk(try RuleSet([watch]))
        var random = SeededRandom(seed: 5)
        for row in 0..<1_000 {
            let value = Double.random(in: 0...1, using: &random)
            let isStuck = (500..<600).contains(row)
            desk.take(EngineDesk.reading(0, isStuck ? 0.5 : value, at: Double(row) * 300))
            // The first of them show that it is stuck.
            if !isStuck || row < 505 { clean.take(EngineDesk.reading(0, isStuck ? 0.5 : value, at: Double(row) * 300)) }
            if row == 600 { clean.take(EngineDesk.reading(0, value, at: Double(row) * 300)) }
        }
        let last = EngineDesk.time(999 * 300)
        _ = desk.tick(1_000 * 300)
        #expect(desk.findings.contains { $0.rule == "stuck" && $0.phase == .cleared })
        #expect(
            abs(
                (desk.engine.anomalyScore(of: SeriesID(0), at: last) ?? 0)
                    - (clean.engine.anomalyScore(of: SeriesID(0), at: last) ?? 1)
            ) < 0.2
        )
    }

    @Test func aFaultOutlivesAReloadAndEndsWithItsRule() throws {
        let rules = try Self.rules()
        let desk = EngineDesk(rules)
        for second in 0..<20 {
            desk.take(EngineDesk.reading(0, second < 5 ? Double(second) / 10 : 5, at: Double(second)))
        }
        _ = desk.tick(20)
        let further = try Rule(name: "further", detector: .threshold(ThresholdParameters(above: 100)), severity: .minor)
        desk.engine.replaceRules(try Self.rules([further]))
        for second in 20..<30 { desk.take(EngineDesk.reading(0, 5, at: Double(second) + 0.5)) }
        #expect(desk.tick(31) == [], "the same rules: still stuck, so still silent about the flood")
        let high = try Rule(name: "high", detector: .threshold(ThresholdParameters(above: 3)), severity: .major)
        desk.engine.replaceRules(try RuleSet([high]))
        #expect(desk.tick(32) == ["32.0 stuck cleared gauge-0"])
        desk.take(EngineDesk.reading(0, 5, at: 33))
        #expect(desk.tick(34) == ["33.0 high raised gauge-0"])
    }

    @Test func aFaultOutlivesARestart() throws {
        let stuck = ActiveFinding(
            rule: "stuck",
            identity: "water/gauge-0/water_level",
            from: EngineDesk.time(5),
            value: 5
        )
        let desk = EngineDesk(try Self.rules(), restoring: [stuck])
        desk.take(EngineDesk.reading(0, 5, at: 20), EngineDesk.reading(0, 5, at: 21))
        #expect(desk.tick(22) == [])
        desk.take(EngineDesk.reading(0, 6, at: 23), EngineDesk.reading(0, 7, at: 24))
        #expect(desk.tick(25) == ["23.0 stuck cleared gauge-0", "24.0 high raised gauge-0"])
    }

    /// Whether a reading is routine may not decide whether its mark is seen.
    @Test func whatADeviceDisownsIsSeenAmongRoutineReadings() throws {
        let declared = try Rule(name: "own", detector: .declaredFault(DeclaredFaultParameters()), severity: .warning)
        let desk = EngineDesk(try RuleSet([declared]))
        for second in 0..<20 {
            let isMarked = (8..<14).contains(second)
            let quality = isMarked ? Quality.suspect : .good
            desk.take(
                EngineDesk.reading(0, 1, at: Double(second), quality: quality, flags: isMarked ? .deviceStatus : [])
            )
        }
        #expect(desk.tick(20) == ["10.0 own raised gauge-0", "16.0 own cleared gauge-0"])
    }
}
