// What the engine promises besides determinism, each as a short story on a virtual clock.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

@Suite struct EngineStoryTests {
    static let second = Nanoseconds.perSecond

    static func threshold(_ name: String = "high", above: Double = 3, window: Int64? = nil) throws -> Rule {
        try Rule(
            name: name,
            detector: .threshold(ThresholdParameters(above: above)),
            window: window.map { RuleWindow(lengthNanoseconds: $0 * second, aggregate: .mean) },
            severity: .major
        )
    }

    static let silence = try? Rule(name: "silent", detector: .silence(SilenceParameters()), severity: .minor)

    @Test func aQuietSeriesStillClosesItsWindow() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        desk.take(EngineDesk.reading(0, 5, at: 101), EngineDesk.reading(0, 7, at: 102))
        #expect(desk.tick(109.9) == [])
        #expect(desk.tick(200) == ["110.0 high raised gauge-0"], "the end of the window")
        #expect(desk.findings[0].value == 6)
    }

    @Test func whatDependsOnTheOrderOfReadingsIsToldWhenTheLatenessIsOver() throws {
        let rule = try Rule(
            name: "open-long",
            detector: .threshold(ThresholdParameters(above: 25)),
            window: RuleWindow(
                .state(.exactly(1), maximumNanoseconds: Nanoseconds.perDay),
                aggregate: .duration,
                latenessNanoseconds: 5 * Self.second
            ),
            severity: .major
        )
        let desk = EngineDesk(try RuleSet([rule]))
        desk.take(EngineDesk.reading(0, 1, at: 100), EngineDesk.reading(0, 1, at: 110))
        desk.take(EngineDesk.reading(0, 0, at: 130), EngineDesk.reading(0, 1, at: 132, event: 129))
        #expect(desk.tick(136) == ["135.0 open-long raised gauge-0"], "five seconds after the door was closed")
        #expect(desk.findings[0].value == 30)
        // What is older than that comes too late.
        desk.take(EngineDesk.reading(0, 1, at: 150, event: 149), EngineDesk.reading(0, 0, at: 151, event: 129.5))
        _ = desk.tick(160)
        #expect(desk.engine.snapshot().readingsLate == 1)
    }

    @Test(arguments: [60.0, 3_600, 86_400, 1e9])
    func aClockThatIsSetBackIsFollowedAfterTenSeconds(step: Double) throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        for second in 0..<100 {
            let now = 1e9 + Double(second)
            desk.take(EngineDesk.reading(0, 1, at: now, event: second < 40 ? now : now - step))
        }
        _ = desk.tick(1e9 + 100)
        let snapshot = desk.engine.snapshot()
        #expect(snapshot.clocksSetBack == 1)
        #expect(snapshot.windowsClosed >= 8, "four before and four behind")
        #expect(desk.findings.isEmpty)
    }

    @Test func dataCaptureIsAValueLikeOthers() throws {
        let rule = try Rule(
            name: "gaps",
            detector: .threshold(ThresholdParameters(below: 0.75)),
            window: RuleWindow(lengthNanoseconds: 60 * Nanoseconds.perSecond, aggregate: .dataCapture),
            severity: .warning
        )
        #expect(throws: RuleFault.self, "75 would alarm for ever") {
            try Rule(
                name: "gaps",
                detector: .threshold(ThresholdParameters(below: 75)),
                window: RuleWindow(lengthNanoseconds: 60 * Nanoseconds.perSecond, aggregate: .dataCapture),
                severity: .warning
            )
        }
        let desk = EngineDesk(try RuleSet([rule]), cadence: 10 * Nanoseconds.perSecond)
        for second in stride(from: 0.0, to: 60, by: 10) { desk.take(EngineDesk.reading(0, 1, at: second)) }
        desk.take(EngineDesk.reading(0, 1, at: 60), EngineDesk.reading(0, 1, at: 70))
        _ = desk.tick(119)
        #expect(desk.findings.isEmpty, "the first minute was whole")
        for second in stride(from: 120.0, to: 190, by: 10) { desk.take(EngineDesk.reading(0, 1, at: second)) }
        _ = desk.tick(200)
        #expect(desk.findings.map(\.phase) == [.raised, .cleared])
        #expect(desk.findings.first.map { ($0.value * 100).rounded() } == 33)
    }

    /// What comes slowly, or hours at once, is followed from its second delivery on; where each start of the sensor begins the
    /// clock anew, from its third.
    @Test(arguments: [("slow", 2), ("in batches", 2), ("anew at each start", 3)])
    func aClockThatIsSetBackIsFollowedHoweverItSends(_ habit: String, deliveries: Int) throws {
        let desk = EngineDesk(try RuleSet([Self.threshold("high")]))
        desk.take(EngineDesk.reading(0, 1, at: 1e9, event: 1e9))
        for delivery in 1...deliveries {
            #expect(desk.findings.isEmpty, "\(habit), before delivery \(delivery)")
            let now = 1e9 + 3_600 * Double(delivery)
            switch habit {
            case "slow": desk.take(EngineDesk.reading(0, 9, at: now, event: now - 86_400))
            case "in batches":
                for index in 0..<6 {
                    let event = now - 86_400 - Double(5 - index) * 600
                    desk.take(EngineDesk.reading(0, 9, at: now + Double(index) / 100, event: event))
                }
            default: desk.take(EngineDesk.reading(0, 9, at: now, event: 9e8 + 10 - Double(delivery)))
            }
            _ = desk.tick(now + 10)
        }
        #expect(desk.findings.map(\.rule) == ["high"] && desk.engine.snapshot().clocksSetBack == 1)
    }

    /// Behind what is newer, hours of older readings are no news, in whatever order they come.
    @Test(arguments: [false, true])
    func whatASensorHadKeptIsNoNews(newestFirst: Bool) throws {
        let desk = EngineDesk(try RuleSet([Self.threshold("high")]))
        desk.take(EngineDesk.reading(0, 1, at: 1e9, event: 1e9))
        for index in 0..<24 {
            let step = newestFirst ? index + 1 : 24 - index
            desk.take(EngineDesk.reading(0, 9, at: 1e9 + 40 + Double(index) / 10, event: 1e9 - Double(step) * 600))
        }
        desk.take(EngineDesk.reading(0, 1, at: 1e9 + 600, event: 1e9 + 600))
        _ = desk.tick(1e9 + 700)
        #expect(desk.findings.isEmpty && desk.engine.snapshot().clocksSetBack == 0)
    }

    @Test func aGapThatIsFilledTurnsNoTimeBack() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        desk.take(EngineDesk.reading(0, 1, at: 10_000))
        // An hour of readings, one a second, at ten times the pace; then it goes on.
        for second in 0..<3_600 {
            desk.take(EngineDesk.reading(0, 9, at: 10_000 + Double(second) / 10, event: 6_400 + Double(second)))
        }
        for second in 361..<400 { desk.take(EngineDesk.reading(0, 1, at: 10_000 + Double(second))) }
        _ = desk.tick(11_000)
        #expect(desk.engine.snapshot().clocksSetBack == 0)
        #expect(desk.findings.isEmpty, "an hour ago is no news")
    }

    @Test(arguments: [-3_600.0, 3_600, -1e9, 1e9])
    func aSensorWithAWrongClockGetsItsWindowsAllTheSame(skew: Double) throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        for step in 0..<30 {
            let now = 1_000 + Double(step)
            desk.take(EngineDesk.reading(0, 5, at: now, event: now + skew), EngineDesk.reading(1, 5, at: now))
        }
        #expect(desk.tick(1_100).count == 2, "both raise")
        let snapshot = desk.engine.snapshot()
        #expect(snapshot.windowsClosed == 6)
        #expect(snapshot.readingsLate == 0)
    }

    @Test func aLateReadingIsCountedAndTouchesNoClosedWindow() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        desk.take(EngineDesk.reading(0, 1, at: 101), EngineDesk.reading(0, 1, at: 130))
        desk.take(EngineDesk.reading(0, 1_000, at: 130.5, event: 105))
        #expect(desk.tick(200) == [])
        #expect(desk.engine.snapshot().readingsLate == 1)
        #expect(desk.engine.snapshot().windowsClosed == 2)
    }

    @Test func aNumberOfUnknownUnitRaisesNoThreshold() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold()]))
        desk.take(EngineDesk.reading(0, 1_000, at: 101, flags: .unitUnknown), EngineDesk.reading(0, 1, at: 102))
        desk.take(EngineDesk.reading(0, 1_000, at: 103, flags: .unitUnknown))
        #expect(desk.tick(200) == [])
    }

    @Test func windowsThatNoRuleAsksForAreKeptAndClosed() throws {
        let minute = WindowDefinition(lengthNanoseconds: 60 * Self.second)
        let engine = Engine(
            configuration: EngineConfiguration(windows: [minute]),
            rules: try RuleSet([Self.threshold()]),
            describe: { EngineDesk.descriptor($0.index) },
            sink: { _ in }
        )
        [EngineDesk.reading(0, 1, at: 59), EngineDesk.reading(0, 1, at: 61)].withUnsafeBufferPointer {
            #expect(engine.submit($0) == 2)
        }
        engine.tick(EngineDesk.time(500))
        engine.step()
        #expect(engine.snapshot().windowsClosed == 2)
    }

    @Test func badAndRetainedReadingsStayOutOfWindows() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold(window: 10)]))
        desk.take(
            EngineDesk.reading(0, 1, at: 101),
            EngineDesk.reading(0, 1_000, at: 102, quality: .bad),
            EngineDesk.reading(0, 1_000, at: 103, event: 9_999, flags: .retained),
            EngineDesk.reading(0, 2, at: 104, quality: .suspect)
        )
        #expect(desk.tick(200) == [])
        #expect(desk.engine.snapshot().windowsClosed == 1, "the retained reading's time did not move the clock")
    }

    @Test func findingsOfOneTickComeByTimeThenSeriesThenRule() throws {
        let desk = EngineDesk(
            try RuleSet([Self.threshold("b"), Self.threshold("a"), #require(Self.silence)]),
            shards: 3,
            cadence: 10 * Self.second
        )
        desk.take(EngineDesk.reading(2, 9, at: 50), EngineDesk.reading(1, 9, at: 50), EngineDesk.reading(3, 9, at: 49))
        #expect(
            desk.tick(75) == [
                "49.0 a raised gauge-3", "49.0 b raised gauge-3",
                "50.0 a raised gauge-1", "50.0 b raised gauge-1", "50.0 a raised gauge-2", "50.0 b raised gauge-2",
                "74.0 silent raised gauge-3", "75.0 silent raised gauge-1", "75.0 silent raised gauge-2",
            ]
        )
    }

    @Test func aFullRingTakesWhatFitsAndLosesNothing() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold()]), ringCapacity: 8)
        let readings = (0..<20).map { EngineDesk.reading(0, Double($0 % 2) * 9, at: 100 + Double($0)) }
        let taken = readings.withUnsafeBufferPointer { desk.engine.submit($0) }
        #expect(taken == 8)
        #expect(desk.engine.snapshot().ringFill == 1)
        // The ring is full: the tick waits in front of the rest.
        desk.engine.tick(EngineDesk.time(107))
        let more = readings[taken...].withUnsafeBufferPointer { desk.engine.submit($0) }
        #expect(more == 0)
        desk.engine.step()
        #expect(desk.collector.current.through == [EngineDesk.time(107)])
        #expect(desk.findings.count == 7)
        readings[taken...].forEach { desk.take($0) }
        #expect(desk.tick(200).count == 19, "each but the first raises or clears")
        #expect(desk.engine.snapshot().readingsEvaluated == 20)
    }

    @Test func aSeriesNobodyKnowsOrOverTheLimitIsRefusedAndCounted() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold()]), seriesLimit: 50)
        desk.take(EngineDesk.reading(13, 9, at: 1), EngineDesk.reading(50, 9, at: 2), EngineDesk.reading(-1, 9, at: 3))
        desk.take(EngineDesk.reading(49, 9, at: 4))
        #expect(desk.tick(10) == ["4.0 high raised gauge-49"])
        #expect(desk.engine.snapshot().readingsRefused == 3)
    }

    @Test func aRestartNeitherForgetsNorFiresAgain() throws {
        let rules = try RuleSet([Self.threshold(), #require(Self.silence)])
        let before = EngineDesk(rules, cadence: 10 * Self.second)
        before.take(EngineDesk.reading(0, 9, at: 100))
        #expect(before.tick(200) == ["100.0 high raised gauge-0", "125.0 silent raised gauge-0"])
        let active = before.findings.map {
            ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value)
        }
        let after = EngineDesk(rules, cadence: 10 * Self.second, restoring: active)
        after.take(EngineDesk.reading(0, 8, at: 300))
        #expect(after.tick(301) == ["300.0 silent cleared gauge-0"], "still high, and not raised again")
        after.take(EngineDesk.reading(0, 1, at: 302))
        #expect(after.tick(303) == ["302.0 high cleared gauge-0"])
        #expect(Set(after.findings.map(\.id)) == Set(before.findings.map(\.id)), "the same findings, cleared")
    }

    @Test func afterAnOutageSilenceCountsAfresh() throws {
        let desk = EngineDesk(try RuleSet([#require(Self.silence)]), cadence: 10 * Self.second)
        desk.take(EngineDesk.reading(0, 1, at: 100))
        #expect(desk.tick(120) == [])
        desk.engine.resume(EngineDesk.time(500))
        #expect(desk.tick(520) == [])
        #expect(desk.tick(530) == ["525.0 silent raised gauge-0"])
    }

    @Test func latencyIsMeasuredOnTheClockThatWasGiven() throws {
        let desk = EngineDesk(try RuleSet([Self.threshold()]), clock: { EngineDesk.time(100.25) })
        #expect(desk.engine.snapshot().latency == nil)
        for step in 0..<100 { desk.take(EngineDesk.reading(Int32(step % 10), Double(step / 10 % 2) * 9, at: 100)) }
        _ = desk.tick(100.2)
        let latency = try #require(desk.engine.snapshot().latency)
        #expect(latency.maximumNanoseconds == 250_000_000)
        #expect((240_000_000...250_000_000).contains(latency.p50Nanoseconds))
        #expect(latency.count == desk.findings.count)
    }

    @Test func readersSeeEverySeriesAsItStands() throws {
        let range = try Rule(name: "range", detector: .grossRange(GrossRangeParameters(count: 1)), severity: .warning)
        let desk = EngineDesk(try RuleSet([range, #require(Self.silence)]), shards: 2, cadence: 10 * Self.second)
        desk.take(EngineDesk.reading(4, 2, at: 100, event: 99), EngineDesk.reading(5, 1e4, at: 101, quality: .bad))
        _ = desk.tick(110)
        var series = desk.engine.seriesSnapshots()
        #expect(series.map(\.series.index) == [4, 5])
        #expect(series[0].lastValue == 2 && series[0].lastEventTime == EngineDesk.time(99))
        #expect(series[0].cadenceNanoseconds == 10 * Self.second)
        #expect(!series[0].isFaulty && !series[0].isSilent)
        #expect(series[1].isFaulty && series[1].lastQuality == .bad && series[1].raisedRules == 1)
        _ = desk.tick(1_000)
        series = desk.engine.seriesSnapshots()
        #expect(series[0].isSilent && series[1].isSilent)
    }
}
