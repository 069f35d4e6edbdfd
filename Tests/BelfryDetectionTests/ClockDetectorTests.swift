import BelfryDetection
import BelfryModel
import Testing

/// A sensor's clock and what can be seen of it: the least of its delays.
@Suite struct ClockDetectorTests {
    /// Five minutes ahead, fifteen behind, for ten minutes, three readings.
    private static func watch() throws -> Watch { try Watch(.clock(ClockParameters())) }

    /// Readings that arrive once a minute, each with its delay in seconds; the verdicts as text, one column a reading.
    private static func told(
        _ watch: inout Watch,
        from minute: Int = 0,
        delays: [Double],
        every seconds: Double = 60
    ) -> String {
        delays.enumerated().map { index, delay in
            let arrival = Watch.start + Double(minute * 60) + Double(index) * seconds
            let said = watch.receive(1, at: arrival + -delay, late: delay)
            return said.first.map { $0.phase == .raised ? "R" : "C" } ?? "."
        }.joined()
    }

    @Test("A clock an hour off is found after ten minutes, and right again after three readings", arguments: [-1, 1])
    func wrong(sign: Double) throws {
        var watch = try Self.watch()
        let delays = (0..<12).map { (step: Int) -> Double in sign * 3_600 + [0, 1.5, 0.25][step % 3] }
        #expect(Self.told(&watch, delays: delays) == "..........R.")
        #expect(Self.told(&watch, from: 12, delays: [0.5, 1, 0.5, 1]) == "..C.")
        let raised = watch.finding(watch.verdicts[0])
        let skew = try #require(raised.evidence.first { $0.name == "clock_ahead_seconds" })
        #expect(skew.value == -sign * 3_600 && skew.unit == Unit("s"))
        #expect(raised.kind == .sensorClock && raised.from == Watch.start)
        let limits = raised.evidence.filter { $0.name.hasSuffix("limit_seconds") }.map(\.value)
        // The last two were measured 58.5 s apart.
        #expect(limits == [300, 900 + 2 * 58.5])
        #expect(raised.text.contains(sign < 0 ? "its clock is 1h ahead, more than 5m" : "its clock is 1h behind"))
        let cleared = watch.finding(watch.verdicts[1])
        #expect(cleared.id == raised.id && cleared.to == Watch.start + 720)
        #expect(cleared.text.contains("right again after 12m"), "\(cleared.text)")
    }

    @Test func transportOnlyAddsSoOneReadingInTimeShowsThatTheClockIsRight() throws {
        var watch = try Self.watch()
        // Nine of ten come late by half an hour and more; the tenth is in time.
        let delays = (0..<60).map { (step: Int) -> Double in step % 10 == 9 ? 2 : 1_800 + Double(step * 37 % 900) }
        #expect(Self.told(&watch, delays: delays).allSatisfy { $0 == "." })
    }

    @Test func aClockThatIsAheadIsNotRightBecauseAMessageWasHeldUp() throws {
        var watch = try Self.watch()
        #expect(Self.told(&watch, delays: Array(repeating: -900, count: 11)) == "..........R")
        #expect(Self.told(&watch, from: 11, delays: [-900, 30, -900, 10, 20, -900]) == "......", "still raised")
        #expect(Self.told(&watch, from: 17, delays: [1, 1, 1]) == "..C")
    }

    @Test func aGapThatIsFilledIsNoWrongClock() throws {
        var watch = try Self.watch()
        _ = Self.told(&watch, delays: [1, 1, 1])
        // Ten hours, sent in an hour and a half: the delay shrinks until it is gone.
        let filled = (0..<600).map { (step: Int) -> Double in 36_000 - Double(step) * 60 }
        #expect(Self.told(&watch, from: 600, delays: filled, every: 9).allSatisfy { $0 == "." })
        // All at once.
        #expect(Self.told(&watch, from: 2_000, delays: filled, every: 0.01).allSatisfy { $0 == "." })
        // Between the readings of the present.
        let mixed = (0..<600).map { (step: Int) -> Double in step % 2 == 0 ? 36_000 - Double(step) : 1 }
        #expect(Self.told(&watch, from: 3_000, delays: mixed).allSatisfy { $0 == "." })
    }

    @Test func aStationWhoseHoursBearTheirBeginningIsInTime() throws {
        var watch = try Self.watch()
        // Published an hour after the hour is over.
        #expect(Self.told(&watch, delays: Array(repeating: 7_200, count: 48), every: 3_600).allSatisfy { $0 == "." })
        // An hour on its own clock would be three of delay.
        #expect(
            Self.told(&watch, from: 48 * 60, delays: Array(repeating: 14_400, count: 6), every: 3_600).contains("R")
        )
    }

    @Test func aTimeThatCannotBeIsToldAsWell() throws {
        var watch = try Self.watch()
        for minute in 0...10 {
            watch.receive(1, at: Watch.start + Double(minute) * 60, flags: .clock, timeSource: .arrival)
        }
        #expect(watch.verdicts.map(\.phase) == [.raised])
        let finding = watch.finding(watch.verdicts[0])
        #expect(finding.text.contains("times that cannot be"), "\(finding.text)")
        #expect(!finding.evidence.contains { $0.name == "clock_ahead_seconds" })
        for minute in 11...13 { watch.receive(1, at: Watch.start + Double(minute) * 60, late: 1) }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
    }

    @Test func whatTellsNoTimeOfItsOwnSaysNothing() throws {
        let silent: [(flags: QualityFlags, source: TimeSource)] = [
            ([], .arrival), (.retained, .payload), ([.retained, .clock], .arrival),
        ]
        for (flags, source) in silent {
            var watch = try Self.watch()
            for minute in 0..<60 {
                watch.receive(1, at: Watch.start + Double(minute) * 60, late: 7_200, flags: flags, timeSource: source)
            }
            #expect(watch.verdicts.isEmpty)
        }
    }

    @Test func aRestartNeitherForgetsNorTellsAnew() throws {
        var watch = try Self.watch()
        watch.detector.restore(activeSince: Watch.start + -86_400, value: 1)
        #expect(Self.told(&watch, delays: Array(repeating: -900, count: 20)).allSatisfy { $0 == "." })
        #expect(Self.told(&watch, from: 20, delays: [1, 1, 1]) == "..C")
        #expect(watch.verdicts.first?.from == Watch.start + -86_400)
    }

    @Test func ourOwnClockThatIsSetMakesNoSensorWrong() throws {
        var watch = try Self.watch()
        _ = Self.told(&watch, delays: [1, 1, 1])
        watch.detector.follow(ClockShift(arrivalNanoseconds: seconds(3_600), eventNanoseconds: 0))
        // An hour wrong now: it is we who are.
        #expect(Self.told(&watch, from: 63, delays: Array(repeating: 3_601, count: 20)).allSatisfy { $0 == "." })
        #expect(Self.told(&watch, from: 90, delays: Array(repeating: -900, count: 11)) == "..........R")
    }

    @Test func aSensorThatOurClockMadeWrongIsRightWhenThatIsSet() throws {
        var watch = try Self.watch()
        #expect(Self.told(&watch, delays: Array(repeating: -3_599, count: 11)) == "..........R")
        watch.detector.follow(ClockShift(arrivalNanoseconds: seconds(3_600), eventNanoseconds: 0))
        #expect(Self.told(&watch, from: 72, delays: [1, 1, 1]) == "..C")
    }

    @Test func readingsItNeedNotSeeChangeNothing() throws {
        let rules = try RuleSet([Rule(name: "clock", detector: .clock(ClockParameters()), severity: .minor)])
        #expect(rules.quietDelays.contains(seconds(900)) && rules.quietDelays.contains(seconds(-300)))
        #expect(!rules.quietDelays.contains(seconds(900) + 1) && !rules.quietDelays.contains(seconds(-300) - 1))
        #expect(DelayBand().contains(.min) && DelayBand().contains(.max))
        var watch = try Self.watch()
        #expect(!watch.detector.quietBand.contains(1), "it waits for a first reading")
        watch.receive(1, at: Watch.start, late: 1)
        #expect(watch.detector.quietBand.contains(1))
        #expect(!watch.rules.plan(for: watch.series).detectors[0].terms.needsEveryReading)
        watch.receive(1, at: Watch.start + 60, late: 7_200)
        #expect(!watch.detector.quietBand.contains(1), "it counts")
    }
}
