import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

/// Rules that are judged at some minutes of the hour only.
@Suite struct ScheduleTests {
    private static let second = Nanoseconds.perSecond

    /// The hour of a small city begins at 14:13:20.
    private static let minutes = RuleSchedule(fromMinute: 14 * 60 + 25, toMinute: 14 * 60 + 45)

    private static func rules() throws -> RuleSet {
        let high = ThresholdParameters(above: 62, clearBelow: 50)
        let lasting = ThresholdParameters(above: 45, forNanoseconds: 90 * second)
        let minute = RuleWindow(lengthNanoseconds: 60 * second, aggregate: .mean)
        let rise = RateOfChangeParameters(risesBy: 6, perNanoseconds: 30 * second)
        return try RuleSet(
            SmallCity.rules().rules + [
                Rule(name: "t-high", detector: .threshold(high), severity: .minor, schedule: minutes),
                Rule(name: "t-lasting", detector: .threshold(lasting), severity: .minor, schedule: minutes),
                Rule(name: "t-mean", detector: .threshold(high), window: minute, severity: .minor, schedule: minutes),
                Rule(name: "t-rise", detector: .rateOfChange(rise), severity: .minor, schedule: minutes),
            ]
        )
    }

    private static let city = SmallCity(seed: 4_711, series: 100)

    @Test(arguments: [
        EngineRun(shards: 3, batch: 7, tickMilliseconds: 333), EngineRun(tickMilliseconds: 1_000_000_000),
        EngineRun(shards: 2, worker: .threads, batch: 64, tickMilliseconds: 500, ringCapacity: 16),
    ])
    func everyWayOfRunningGivesTheSameBytes(run: EngineRun) throws {
        let (reference, _) = EngineRun().outcome(of: Self.city, rules: try Self.rules())
        let (outcome, _) = run.outcome(of: Self.city, rules: try Self.rules())
        let difference = zip(outcome.lines, reference.lines).first { $0 != $1 }
        #expect(difference == nil && outcome.findings.count == reference.findings.count)
    }

    @Test func nothingIsRaisedOutsideTheHoursAndWhatWasEnds() throws {
        let (outcome, _) = EngineRun().outcome(of: Self.city, rules: try Self.rules())
        let timed = outcome.findings.filter { $0.rule.hasPrefix("t-") }
        for name in ["t-high", "t-lasting", "t-mean", "t-rise"] {
            #expect(timed.contains { $0.rule == name && $0.phase == .raised }, "\(name): no empty proof")
        }
        for finding in timed where finding.phase == .raised {
            #expect(Self.minutes.isOpen(at: finding.from), "\(finding)")
        }
        #expect(timed.contains { $0.text.hasPrefix("Ended: ") })
        // Rules without hours say what they would have said.
        let (plain, _) = EngineRun().outcome(of: Self.city, rules: try SmallCity.rules())
        #expect(outcome.findings.filter { !$0.rule.hasPrefix("t-") }.map(\.id) == plain.findings.map(\.id))
    }

    @Test func aLateReadingFromBeforeTheHoursEndsNothing() throws {
        let rule = try Rule(
            name: "high",
            detector: .threshold(ThresholdParameters(above: 10)),
            severity: .minor,
            schedule: RuleSchedule(fromMinute: 1, toMinute: 2)
        )
        let desk = EngineDesk(try RuleSet([rule]))
        desk.take(EngineDesk.reading(0, 20, at: 50), EngineDesk.reading(0, 20, at: 70))
        #expect(desk.tick(71) == ["70.0 high raised gauge-0"])
        desk.take(
            EngineDesk.reading(0, 20, at: 75, event: 50),
            EngineDesk.reading(0, 20, at: 76, event: 10, flags: .retained)
        )
        #expect(desk.tick(100).isEmpty)
        desk.take(EngineDesk.reading(0, 20, at: 125))
        #expect(desk.tick(126) == ["125.0 high cleared gauge-0"])
        #expect(desk.findings.last?.to == EngineDesk.time(125))
    }
}
