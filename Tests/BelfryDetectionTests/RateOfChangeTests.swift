import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@Suite struct RateOfChangeTests {
    /// A rise of more than 0.3 m in ten minutes.
    private func rising(window: RuleWindow? = nil) throws -> Watch {
        try Watch(
            .rateOfChange(RateOfChangeParameters(risesBy: 0.3, perNanoseconds: minutes(10))),
            window: window
        )
    }

    @Test func waterThatRisesFastIsRaisedAndClearsWhenSteady() throws {
        let watch = try play(
            rising(),
            every: 300,
            readings: "0 0 0 0.1 0.3 0.5 0.7 0.8 0.8 0.8",
            verdicts: ". . . .   .   R   .   .   C   ."
        )
        let raised = watch.verdicts[0]
        #expect(abs(raised.value - 0.4) < 1e-9)
        #expect(raised.threshold == 0.3)
        #expect(raised.from == Watch.start + 900)
        #expect(raised.evidence.numbers.map(\.code) == [.referenceValue, .currentValue, .spanSeconds])
    }

    @Test func noiseBetweenNeighboursIsNoRate() throws {
        var random = SeededGenerator(seed: 3)
        var watch = try rising()
        for second in 0..<7_200 { watch.receive(random.uniform(0...0.1), at: Watch.start + Double(second)) }
        #expect(watch.verdicts.isEmpty)
    }

    @Test func twoReadingsWithNearlyTheSameTimeAreNoRate() throws {
        var watch = try rising()
        for step in 0..<50 {
            let now = Watch.start + Double(step) * 60
            watch.receive(0.10, at: now)
            watch.receive(0.35, at: now, late: 0.1)
            watch.receive(0.10, at: now + 1e-9, late: 0.2)
        }
        #expect(watch.verdicts.isEmpty)
    }

    @Test func whatASensorHadKeptIsNoReference() throws {
        var watch = try rising()
        watch.receive(0.8, at: Watch.start + 7_200)
        for step in 0..<6 { watch.receive(0, at: Watch.start + Double(step) * 600, late: 7_240) }
        watch.receive(0.8, at: Watch.start + 8_100, late: 3_600)
        #expect(watch.verdicts.isEmpty, "neither from the newest to the kept ones nor back")
        watch.detector.followSetBack(to: Watch.start, arrival: Watch.start + 12_000)
        watch.receive(0, at: Watch.start, late: 12_000)
        watch.receive(0.8, at: Watch.start + 900, late: 12_000)
        #expect(watch.verdicts.map(\.phase) == [.raised], "on the clock that was set back there is one again")
    }

    @Test func afterALongGapThereIsNoRate() throws {
        var watch = try rising()
        watch.receive(0, at: Watch.start)
        watch.receive(0, at: Watch.start + 600)
        #expect(watch.receive(5, at: Watch.start + 600 + 7_200).isEmpty)
        #expect(watch.receive(5, at: Watch.start + 600 + 7_800).isEmpty)
        #expect(watch.receive(9, at: Watch.start + 600 + 8_400).count == 1)
    }

    @Test func fallingIsSeenAsNegative() throws {
        let watch = try play(
            Watch(.rateOfChange(RateOfChangeParameters(fallsBy: 10, perNanoseconds: seconds(1)))),
            readings: "100 95 80 74 69 69",
            verdicts: ".   .  R  .  C  ."
        )
        #expect(watch.verdicts[0].value == -15)
        #expect(watch.verdicts[0].threshold == -10)
    }

    @Test func aSlowSlopeOfSteadyRateIsTakenRight() throws {
        var watch = try rising()
        for step in 0..<400 { watch.receive(Double(step) * 0.0049, at: Watch.start + Double(step) * 10) }
        #expect(watch.verdicts.isEmpty)
        for step in 400..<800 { watch.receive(Double(step) * 0.0055, at: Watch.start + Double(step) * 10) }
        #expect(watch.verdicts.count == 1)
    }

    @Test func windowsGiveRatesToo() throws {
        var watch = try rising(window: RuleWindow(lengthNanoseconds: minutes(1), aggregate: .mean))
        for minute in 0..<30 {
            watch.receive(window: minute < 15 ? 0 : 0.5, from: Watch.start + Double(minute) * 60, seconds: 60)
        }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
    }

    @Test func restoredItClearsWhenSteady() throws {
        var watch = try rising()
        watch.detector.restore(activeSince: Watch.start + -60, value: 0.5)
        watch.receive(0.8, at: Watch.start)
        #expect(watch.receive(0.8, at: Watch.start + 600).map(\.phase) == [.cleared])
    }
}
