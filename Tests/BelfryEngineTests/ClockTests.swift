// The arrival clock is set forward by a wall clock that was, and nobody may notice but by the instants themselves. So the
// same input is run twice: once as it is, and once with the clock set in its midst.

import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryEngine

@Suite struct ClockTests {
    private static let second = Nanoseconds.perSecond
    private static let day = Nanoseconds.perDay
    /// The seconds of the city's hour at which the clock is set.
    private static let middle: Int64 = 1_723
    private static let city = SmallCity(seed: 20_261_126, series: 80)
    private static let plain = try? run(city, settingBy: 0)

    private static func run(
        _ city: SmallCity,
        settingBy distance: Int64,
        shards: Int = 1,
        tickSeconds: Int64 = 1
    ) throws -> (lines: [String], snapshot: EngineSnapshot) {
        let collector = Collector()
        let engine = EngineRun(shards: shards).engine(city, rules: try SmallCity.rules(), into: collector)
        let from = SmallCity.start.advanced(by: middle * second + 1)
        let to = from.advanced(by: distance)
        var isSet = false
        func set() {
            if distance > 0 { engine.moveClock(from: from, to: to) }
            isSet = true
        }
        var nextTick = SmallCity.start
        for reading in city.readings {
            if !isSet, reading.arrivalTime > from { set() }
            while reading.arrivalTime > nextTick {
                engine.tick(isSet ? nextTick.advanced(by: distance) : min(nextTick, from))
                nextTick = nextTick.advanced(by: tickSeconds * second)
            }
            var reading = reading
            if isSet { reading.arrivalTime = reading.arrivalTime.advanced(by: distance) }
            withUnsafePointer(to: reading) {
                while engine.submit(UnsafeBufferPointer(start: $0, count: 1)) == 0 { engine.step() }
            }
            engine.step()
        }
        engine.tick(SmallCity.start.advanced(by: (city.seconds + 7_200) * second + distance))
        engine.step()
        #expect(collector.current.through == collector.current.through.sorted())
        let lines = collector.current.findings.map { line(of: $0, settingBy: distance, at: from) }
        return (lines, engine.snapshot())
    }

    /// A finding with its instants as they would have been; what a silence says is told on the arrival clock.
    private static func line(of finding: Finding, settingBy distance: Int64, at from: Timestamp) -> String {
        func back(_ time: Timestamp?) -> Int64 {
            guard let time else { return -1 }
            return time.advanced(by: time > from ? -distance : 0).nanoseconds
        }
        let isOfArrival = finding.kind == .sensorSilent
        let evidence = finding.evidence.map { evidence in
            let time = isOfArrival ? back(evidence.time) : evidence.time?.nanoseconds ?? -1
            // A silence in which the clock was set is known to the second.
            let value = isOfArrival ? evidence.value.rounded() : evidence.value
            return "\(evidence.name)=\(value)@\(time)"
        }
        let from = isOfArrival ? back(finding.from) : finding.from.nanoseconds
        let to = isOfArrival ? back(finding.to) : finding.to?.nanoseconds ?? -1
        return "\(back(finding.detectedAt)) \(finding.series.identity) \(finding.rule) \(finding.phase) "
            + "\(from) \(to) \(finding.value.bitPattern) \(evidence)"
    }

    @Test(
        "The clock is set, and the findings are those of a clock that was right: none more, none less, windows as long",
        arguments: [90, 3_600, 86_400 * 365 * 30] as [Int64],
        [1, 2, 4]
    )
    func findings(seconds: Int64, shards: Int) throws {
        let plain = try #require(Self.plain)
        let set = try Self.run(Self.city, settingBy: seconds * Self.second, shards: shards, tickSeconds: 7)
        #expect(plain.lines.count > 100)
        #expect(set.lines == plain.lines)
        #expect(set.snapshot.windowsClosed == plain.snapshot.windowsClosed)
        #expect(set.snapshot.windowsEmpty == plain.snapshot.windowsEmpty)
        #expect(set.snapshot.windowsRevised == plain.snapshot.windowsRevised)
        #expect(set.snapshot.readingsLate == plain.snapshot.readingsLate)
    }

    @Test("The same in any city", arguments: 1...4 as ClosedRange<UInt64>)
    func anyCity(seed: UInt64) throws {
        let city = SmallCity(seed: seed, series: 60, seconds: 2_400)
        let set = try Self.run(city, settingBy: Self.day, shards: 2)
        #expect(set.lines == (try Self.run(city, settingBy: 0)).lines, "seed \(seed)")
    }

    private static func silence() throws -> Rule {
        try Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .minor)
    }

    @Test func whatIsDueIsFiredAndWhatIsNotWaitsAsLongAsItWouldHave() throws {
        let desk = EngineDesk(try RuleSet([Self.silence()]), cadence: 10 * Self.second)
        desk.take(EngineDesk.reading(0, 1, at: 100), EngineDesk.reading(1, 1, at: 110))
        // Gauge 0 is due at 125, gauge 1 at 135.
        desk.engine.moveClock(from: EngineDesk.time(130), to: EngineDesk.time(1_000_130))
        #expect(desk.tick(1_000_134) == ["125.0 silent raised gauge-0"])
        #expect(desk.tick(1_000_135) == ["1000135.0 silent raised gauge-1"])
        desk.take(EngineDesk.reading(0, 1, at: 1_000_140))
        #expect(desk.tick(1_000_141) == ["1000140.0 silent cleared gauge-0"])
        let cleared = try #require(desk.findings.last)
        #expect(cleared.id == desk.findings.first?.id, "the silence keeps its name")
        #expect(cleared.evidence.first { $0.name == "silent_seconds" }?.value == 40)
        #expect(cleared.text.contains("back after 40s of silence"), "\(cleared.text)")
    }

    @Test func aConditionOfASensorWithoutATimeOfItsOwnHasNotHeldForTheJump() throws {
        let held = ThresholdParameters(above: 5, forNanoseconds: 60 * Self.second)
        let stuck = FlatLineParameters(durationNanoseconds: 600 * Self.second, minimumReadings: 3)
        let rules = try RuleSet([
            Rule(name: "held", detector: .threshold(held), severity: .major),
            Rule(name: "stuck", detector: .flatLine(stuck), severity: .warning),
        ])
        let desk = EngineDesk(rules)
        for second in 0..<5 { desk.take(EngineDesk.reading(0, 9, at: 100 + 10 * Double(second))) }
        desk.engine.moveClock(from: EngineDesk.time(145), to: EngineDesk.time(86_400 + 145))
        desk.take(EngineDesk.reading(0, 9, at: 86_400 + 150))
        #expect(desk.tick(86_400 + 151) == [])
        desk.take(EngineDesk.reading(0, 9, at: 86_400 + 160))
        #expect(desk.tick(86_400 + 165) == ["86560.0 held raised gauge-0"], "a minute after it began")
        desk.take(EngineDesk.reading(0, 9, at: 86_400 + 699))
        #expect(desk.tick(86_400 + 699) == [])
        desk.take(EngineDesk.reading(0, 9, at: 86_400 + 700))
        #expect(desk.tick(86_400 + 701) == ["87100.0 held cleared gauge-0", "87100.0 stuck raised gauge-0"])
    }

    @Test func windowsOfASensorWithoutATimeOfItsOwnEndWithWhatTheyHaveAndNoneIsEmpty() throws {
        let few = try Rule(
            name: "few",
            detector: .threshold(ThresholdParameters(below: 1)),
            window: RuleWindow(lengthNanoseconds: 60 * Self.second, aggregate: .count),
            severity: .warning
        )
        let high = try Rule(
            name: "high",
            detector: .threshold(ThresholdParameters(above: 5)),
            window: RuleWindow(lengthNanoseconds: 60 * Self.second, aggregate: .maximum),
            severity: .major
        )
        let desk = EngineDesk(try RuleSet([few, high, Self.silence()]), cadence: 10 * Self.second)
        for second in 0..<10 { desk.take(EngineDesk.reading(0, second == 9 ? 9 : 1, at: 60 + 10 * Double(second))) }
        #expect(desk.tick(151) == [])
        desk.engine.moveClock(from: EngineDesk.time(155), to: EngineDesk.time(86_400 + 155))
        #expect(desk.tick(86_400 + 156) == ["86555.0 high raised gauge-0"], "what had come is not lost")
        for second in 0..<20 { desk.take(EngineDesk.reading(0, 1, at: 86_400 + 160 + 10 * Double(second))) }
        #expect(desk.tick(86_400 + 360) == ["86580.0 high cleared gauge-0"])
        #expect(desk.engine.snapshot().windowsEmpty == 0)
    }

    @Test func aSuspendEndsWindowsAndIsNobodysSilence() throws {
        let mean = try Rule(
            name: "mean",
            detector: .threshold(ThresholdParameters(above: 5)),
            window: RuleWindow(lengthNanoseconds: 60 * Self.second, aggregate: .maximum),
            severity: .major
        )
        let hours = 8 * 3_600.0
        var outcomes: [[String]] = []
        for shards in [1, 2, 4] {
            let desk = EngineDesk(try RuleSet([mean, Self.silence()]), shards: shards, cadence: 10 * Self.second)
            for series in 0..<6 as Range<Int32> {
                desk.take(EngineDesk.reading(series, 9, at: 100 + Double(series), event: 98.5))
            }
            desk.engine.resume(EngineDesk.time(110 + hours), since: EngineDesk.time(110))
            var lines = desk.tick(111 + hours)
            #expect(lines.count == 6 && lines.allSatisfy { $0.contains("mean raised") }, "\(lines)")
            for series in 0..<5 as Range<Int32> {
                desk.take(EngineDesk.reading(series, 9, at: 115 + hours + Double(series), event: 113 + hours))
            }
            lines += desk.tick(136 + hours)
            #expect(lines.last?.contains("silent raised gauge-5") == true, "who stays away after it: \(lines)")
            #expect(lines.count == 7)
            outcomes.append(lines)
        }
        #expect(Set(outcomes).count == 1)
    }

    @Test func aFullRingKeepsTheClockInItsPlace() throws {
        let desk = EngineDesk(try RuleSet([Self.silence()]), ringCapacity: 2, cadence: 10 * Self.second)
        let readings = [EngineDesk.reading(0, 1, at: 100), EngineDesk.reading(1, 1, at: 101)]
        #expect(readings.withUnsafeBufferPointer { desk.engine.submit($0) } == 2)
        desk.engine.moveClock(from: EngineDesk.time(102), to: EngineDesk.time(5_102))
        desk.take(EngineDesk.reading(0, 1, at: 5_110))
        #expect(desk.tick(5_127) == ["5126.0 silent raised gauge-1"])
    }
}
