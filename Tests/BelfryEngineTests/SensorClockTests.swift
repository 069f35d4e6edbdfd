// Sensors whose clocks are wrong, through the engine, which spares the watch of their clocks most readings.

import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryEngine

@Suite struct SensorClockTests {
    private static let second = Nanoseconds.perSecond
    /// In seconds; a time before 2000 would be one of our own clock that was never set.
    private static let noon = 1_795_003_200.0

    private static func rules() throws -> RuleSet {
        let clock = ClockParameters(forNanoseconds: 2 * Nanoseconds.perMinute)
        return try RuleSet(
            SmallCity.rules().rules + [Rule(name: "clock", detector: .clock(clock), severity: .minor)]
        )
    }

    private static func told(_ outcome: EngineOutcome) -> [Finding] { outcome.findings.filter { $0.rule == "clock" } }

    @Test func whoIsAnHourOffIsToldAndNobodyElse() throws {
        let city = SmallCity(seed: 4)
        let (outcome, _) = EngineRun().outcome(of: city, rules: try Self.rules())
        let told = Self.told(outcome)
        #expect(told.count > 10)
        let off = Dictionary(grouping: city.readings) { $0.series }.filter { _, readings in
            readings.map { $0.arrivalTime.nanosecondsSince($0.eventTime).magnitude }.min() ?? 0
                > UInt64(Nanoseconds.perHour / 2)
        }
        let expected = Set(off.keys.map { city.descriptors[Int($0.index)].identity })
        #expect(Set(told.map(\.series.identity)) == expected, "seed 4")
        for finding in told {
            let skew = try #require(finding.evidence.first { $0.name == "clock_ahead_seconds" }).value
            #expect(abs(abs(skew) - 3_600) < 20, "\(finding.text)")
        }
    }

    @Test(
        "It does not matter which readings it is spared",
        arguments: [
            EngineRun(shards: 2), EngineRun(batch: 1), EngineRun(tickMilliseconds: 100),
            EngineRun(shards: 3, batch: 37, tickMilliseconds: 7_000),
            EngineRun(shards: 4, tickMilliseconds: 1_000_000_000),
        ]
    )
    func spared(run: EngineRun) throws {
        var city = SmallCity(seed: 9, series: 80)
        // Some wander about the bounds, so that runs begin and end all the time; some tell times that cannot be.
        var random = SeededRandom(seed: 10)
        for index in city.readings.indices {
            let number = city.readings[index].series.index
            let delay = Int64.random(in: -600...1_500, using: &random) * Self.second
            if number % 5 == 1 {
                city.readings[index].eventTime = city.readings[index].arrivalTime.advanced(byNanoseconds: -delay)
            } else if number % 5 == 2, delay > 0 {
                city.readings[index].eventTime = city.readings[index].arrivalTime
                city.readings[index].timeSource = .arrival
                city.readings[index].flags.insert(.clock)
            }
        }
        let (reference, counts) = EngineRun().outcome(of: city, rules: try Self.rules())
        let (outcome, snapshot) = run.outcome(of: city, rules: try Self.rules())
        #expect(Self.told(reference).count > 8)
        #expect(outcome.lines == reference.lines)
        #expect(snapshot.readingsMistimed == counts.readingsMistimed && counts.readingsMistimed > 500)
    }

    @Test func aSensorSetBackIsToldAndHasWindowsAgain() throws {
        let clock = ClockParameters(behindNanoseconds: 900 * Self.second, forNanoseconds: 60 * Self.second)
        let desk = EngineDesk(
            try RuleSet([Rule(name: "clock", detector: .clock(clock), severity: .minor)]),
            cadence: 10 * Self.second
        )
        for step in 0..<30 {
            desk.take(
                EngineDesk.reading(
                    0,
                    1,
                    at: Self.noon + 10_000 + Double(step) * 10,
                    event: Self.noon + 9_998 + Double(step) * 10
                )
            )
        }
        #expect(desk.tick(Self.noon + 10_299) == [])
        for step in 30..<60 {
            desk.take(
                EngineDesk.reading(
                    0,
                    1,
                    at: Self.noon + 10_000 + Double(step) * 10,
                    event: Self.noon + 6_398 + Double(step) * 10
                )
            )
        }
        #expect(desk.tick(Self.noon + 10_599) == ["1795013560.0 clock raised gauge-0"])
        #expect(desk.engine.snapshot().clocksSetBack == 1)
        for step in 60..<70 {
            desk.take(
                EngineDesk.reading(
                    0,
                    1,
                    at: Self.noon + 10_000 + Double(step) * 10,
                    event: Self.noon + 9_998 + Double(step) * 10
                )
            )
        }
        #expect(desk.tick(Self.noon + 10_700) == ["1795013820.0 clock cleared gauge-0"])
    }

    @Test func timesThatCannotBeNeitherMoveAClockNorVanish() throws {
        let desk = EngineDesk(
            try RuleSet([Rule(name: "clock", detector: .clock(ClockParameters(forNanoseconds: 0)), severity: .minor)])
        )
        for step in 0..<4 {
            var reading = EngineDesk.reading(0, 1, at: Self.noon + 100 + Double(step), quality: .suspect, flags: .clock)
            reading.timeSource = .arrival
            desk.take(reading)
        }
        #expect(desk.tick(Self.noon + 110) == ["1795003302.0 clock raised gauge-0"])
        #expect(desk.engine.snapshot().readingsMistimed == 4)
        #expect(desk.engine.seriesSnapshots().first?.isFaulty == true)
    }

    @Test func aGatewayThatBootsIn1970BlamesNoSensorBeforeOrAfter() throws {
        let clock = ClockParameters(forNanoseconds: 0)
        let desk = EngineDesk(
            try RuleSet([
                Rule(name: "clock", detector: .clock(clock), severity: .minor),
                Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .minor),
            ]),
            cadence: 10 * Self.second
        )
        // The first sensor is right, the second an hour ahead; only who has a clock can tell.
        func send(_ time: Double, set: Double) {
            desk.take(
                EngineDesk.reading(0, 1, at: time + set, event: Self.noon + time - 1.5),
                EngineDesk.reading(1, 1, at: time + set, event: Self.noon + time + 3_600)
            )
        }
        for step in 0..<60 { send(100 + Double(step) * 10, set: 0) }
        #expect(desk.tick(695) == [])
        desk.engine.moveClock(from: EngineDesk.time(696), to: EngineDesk.time(Self.noon + 696))
        for step in 60..<70 { send(100 + Double(step) * 10, set: Self.noon) }
        #expect(desk.tick(Self.noon + 791) == ["1795003920.0 clock raised gauge-1"])
    }

    @Test func aRuleThatComesLaterSeesWhatIsWrongAlready() throws {
        let desk = EngineDesk(try RuleSet([]))
        for step in 0..<5 {
            desk.take(
                EngineDesk.reading(0, 1, at: Self.noon + 5_000 + Double(step), event: Self.noon + 1_400 + Double(step))
            )
        }
        let clock = ClockParameters(forNanoseconds: 5 * Self.second)
        desk.engine.replaceRules(try RuleSet([Rule(name: "clock", detector: .clock(clock), severity: .minor)]))
        #expect(desk.tick(Self.noon + 5_005) == [])
        for step in 6..<20 {
            desk.take(
                EngineDesk.reading(0, 1, at: Self.noon + 5_000 + Double(step), event: Self.noon + 1_400 + Double(step))
            )
        }
        #expect(desk.tick(Self.noon + 5_020) == ["1795008211.0 clock raised gauge-0"])
    }

    @Test("When our clock is set, no sensor's becomes wrong by it", arguments: [1, 4])
    func ourOwn(shards: Int) throws {
        let city = SmallCity(seed: 5, series: 80)
        let plain = EngineRun().outcome(of: city, rules: try Self.rules()).0
        let collector = Collector()
        let engine = EngineRun(shards: shards).engine(city, rules: try Self.rules(), into: collector)
        let from = SmallCity.start.advanced(by: 1_723 * Self.second + 1)
        var isSet = false
        for reading in city.readings {
            if !isSet, reading.arrivalTime > from {
                engine.moveClock(from: from, to: from.advanced(by: Nanoseconds.perHour))
                isSet = true
            }
            var reading = reading
            if isSet { reading.arrivalTime = reading.arrivalTime.advanced(by: Nanoseconds.perHour) }
            withUnsafePointer(to: reading) {
                while engine.submit(UnsafeBufferPointer(start: $0, count: 1)) == 0 { engine.step() }
            }
        }
        engine.tick(SmallCity.start.advanced(by: 4 * Nanoseconds.perHour))
        engine.step()
        let wrong = Set(Self.told(plain).map(\.series.identity))
        #expect(!wrong.isEmpty && Set(Self.told(collector.current).map(\.series.identity)).isSubset(of: wrong))
    }
}
