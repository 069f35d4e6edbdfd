import BelfryDetection
import BelfryModel
import Testing

@Suite struct FloodTests {
    /// A street of New York: 76 mm, or 25 mm within five minutes.
    private static func street(_ parameters: FloodParameters? = nil) throws -> Watch {
        try Watch(.flood(parameters ?? FloodParameters(above: 0.076, risesBy: 0.025, clearBelow: 0.038)))
    }

    /// Feeds a level a minute.
    private static func play(_ watch: inout Watch, from minute: Int, _ levels: [Double]) {
        for (index, level) in levels.enumerated() {
            watch.receive(level, at: Watch.start + Double(minute + index) * 60)
        }
    }

    private static func minute(_ time: Timestamp) -> Double { (time.seconds - Watch.start.seconds) / 60 }

    private static func certainty(_ verdict: Verdict) -> Double? {
        verdict.evidence.numbers.first { $0.code == .certainty }?.value
    }

    @Test("Three feet within twenty minutes: told while the street is still dry enough to close")
    func ida() throws {
        var watch = try Self.street()
        Self.play(&watch, from: 0, Array(repeating: 0, count: 10))
        Self.play(&watch, from: 10, (1...20).map { Double($0) * 0.0457 })
        #expect(watch.verdicts.map(\.phase) == [.raised])
        #expect(Self.minute(watch.verdicts[0].detectedAt) <= 11)
        #expect(Self.certainty(watch.verdicts[0]) == 0.8)
    }

    @Test func aRiseIsToldBeforeTheLevel() throws {
        var watch = try Self.street()
        Self.play(&watch, from: 0, Array(repeating: 0, count: 10))
        Self.play(&watch, from: 10, (1...10).map { Double($0) * 0.01 })
        let raised = try #require(watch.verdicts.first)
        #expect(raised.value < 0.05)
        let finding = watch.finding(raised)
        #expect(
            finding.text
                == "water_level at riverside-3: likely flood, 0.04 m, up 0.04 m in 7m, 0.076 m in 3m 36s, since 2026-11-23T02:10:00Z"
        )
        #expect(
            finding.evidence.map(\.name)
                == ["value", "threshold", "certainty", "rise", "span_seconds", "change_per_hour", "seconds_to_limit"]
        )
        #expect(finding.evidence.first { $0.name == "change_per_hour" }?.unit == Unit("m/h"))
        // The instant of the value, and since the first water.
        #expect(finding.evidence.first?.time.map(Self.minute) == 13)
        #expect(Self.minute(finding.from) == 10)
    }

    @Test("One flood is one finding whatever its waves, and another an hour later is another")
    func twoFloods() throws {
        var watch = try Self.street()
        let flood = (1...10).map { Double($0) * 0.03 } + (1...5).flatMap { _ in [0.07, 0.3, 0.02, 0.2] }
        let ebb = (0...9).map { 0.27 - Double($0) * 0.03 }
        Self.play(&watch, from: 0, Array(repeating: 0.0, count: 8) + flood + ebb + Array(repeating: 0.0, count: 32))
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        Self.play(&watch, from: 80, flood)
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared, .raised])
        #expect(Self.minute(watch.verdicts[2].detectedAt) <= 82)
        #expect(watch.verdicts[1].to.map(Self.minute) ?? 0 < 50)
    }

    @Test("What stands there in one step and is still is a parked car, perhaps")
    func parkedCar() throws {
        var watch = try Self.street()
        Self.play(&watch, from: 0, Array(repeating: 0.0, count: 10) + Array(repeating: 0.4, count: 20))
        let raised = try #require(watch.verdicts.first)
        #expect(Self.minute(raised.detectedAt) == 15)
        #expect(Self.certainty(raised) == 0.3)
        #expect(
            watch.finding(raised).text
                == "water_level at riverside-3: possible flood, 0.4 m, above 0.076 m in one step and still since (a parked car?), since 2026-11-23T02:10:00Z"
        )
    }

    @Test func aCarThatDrivesOnIsNothing() throws {
        var watch = try Self.street()
        for minute in 0..<600 {
            watch.receive(minute % 20 < 3 ? 0.5 : 0, at: Watch.start + Double(minute) * 60)
        }
        #expect(watch.verdicts.isEmpty)
    }

    @Test("A step is told at its instant, though nothing more comes")
    func slowSensor() throws {
        var watch = try Self.street()
        for quarter in 0..<4 { watch.receive(0, at: Watch.start + Double(quarter) * 900) }
        watch.receive(0.3, at: Watch.start + 3_600)
        #expect(watch.pass(to: Watch.start + 4_400).map(\.detectedAt) == [Watch.start + 3_900])
    }

    @Test func snowCreeps() throws {
        var watch = try Self.street()
        for minute in 0..<600 { watch.receive(Double(minute) * 0.0003, at: Watch.start + Double(minute) * 60) }
        #expect(watch.verdicts.count == 1)
        #expect(watch.verdicts.first.flatMap(Self.certainty) == 0.3)
        #expect(watch.verdicts.first.map { watch.finding($0).text.contains("crept up") } == true)
    }

    @Test func flickerIsNoRise() throws {
        var random = SeededGenerator(seed: 2)
        var watch = try Self.street()
        for second in stride(from: 0.0, to: 86_400, by: 30) {
            // An ultrasonic sensor of half an inch that cannot make up its mind.
            watch.receive(Double(Int.random(in: 0...2, using: &random)) * 0.0127, at: Watch.start + second)
        }
        #expect(watch.verdicts.isEmpty)
    }

    @Test("A river that has risen fast and stays high is told once")
    func river() throws {
        var watch = try Self.street(FloodParameters(risesBy: 0.2, perNanoseconds: minutes(10)))
        Self.play(&watch, from: 0, Array(repeating: 3.2, count: 20) + (0..<30).map { 3.2 + Double($0) * 0.03 })
        Self.play(&watch, from: 50, Array(repeating: 4.1, count: 60))
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.finding(watch.verdicts[0]).threshold == nil)
    }

    @Test func parametersAreChecked() {
        let refused = [
            FloodParameters(), FloodParameters(risesBy: 0), FloodParameters(above: 1, clearBelow: 2),
            FloodParameters(risesBy: 1, clearBelow: 0), FloodParameters(above: 1, perNanoseconds: 0),
        ]
        for parameters in refused {
            #expect(throws: RuleFault.self) { try Rule(name: "r", detector: .flood(parameters), severity: .major) }
        }
    }
}
