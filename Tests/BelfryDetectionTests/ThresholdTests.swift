import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@Suite struct ThresholdTests {
    @Test func raisesStrictlyAboveAndClearsAtTheSameLimit() throws {
        try play(
            Watch(.threshold(ThresholdParameters(above: 20))),
            readings: "10 20 21 30 20 19 21",
            verdicts: ".  .  R  .  C  .  R"
        )
    }

    @Test func holdsBetweenLimitAndClearLimit() throws {
        try play(
            Watch(.threshold(ThresholdParameters(above: 20, clearBelow: 15))),
            readings: "10 21 19 16 20 25 15 19 21",
            verdicts: ".  R  .  .  .  .  C  .  R"
        )
    }

    @Test func belowIsTheSameUpsideDown() throws {
        try play(
            Watch(.threshold(ThresholdParameters(below: 5, clearAbove: 8))),
            readings: "9 5 4 6 7 8 4",
            verdicts: ". . R . . C R"
        )
    }

    @Test func outsideABandIsOneFindingOnBothSides() throws {
        try play(
            Watch(.threshold(ThresholdParameters(above: 20, below: 5))),
            readings: "10 25 2 30 12 2",
            verdicts: ".  R  . .  C  R"
        )
    }

    @Test func forWantsTheConditionToHold() throws {
        try play(
            Watch(.threshold(ThresholdParameters(above: 20, forNanoseconds: seconds(3)))),
            readings: "21 22 10 21 21 21 21 21",
            verdicts: ".  .  .  .  .  .  R  ."
        )
    }

    @Test func forFiresAtItsDeadlineWhenNothingContradicts() throws {
        let watch = try play(
            Watch(.threshold(ThresholdParameters(above: 20, forNanoseconds: seconds(2.5)))),
            readings: "10 21 - - - - 10",
            verdicts: ".  .  . . R . C"
        )
        #expect(watch.verdicts[0].detectedAt == Watch.start + 3.5)
        #expect(watch.verdicts[0].from == Watch.start + 1)
        #expect(watch.verdicts[1].from == Watch.start + 1)
        #expect(watch.verdicts[1].to == Watch.start + 6)
    }

    @Test func theDeadlineRunsOnTheSeriesOwnClock() throws {
        // The sensor's clock is an hour behind: five seconds on its clock are five on ours.
        var watch = try Watch(.threshold(ThresholdParameters(above: 20, forNanoseconds: seconds(5))))
        watch.receive(21, at: Watch.start, late: 3_600)
        #expect(watch.detector.deadline == Watch.start + 3_605)
    }

    @Test func anOvertakenReadingSaysNothingAboutNow() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        #expect(watch.receive(25, at: Watch.start + 10).count == 1)
        #expect(watch.receive(5, at: Watch.start + 8, late: 2.5).isEmpty)
        #expect(watch.receive(26, at: Watch.start + 11).isEmpty)
        #expect(watch.receive(5, at: Watch.start + 12).count == 1)
    }

    @Test func aClockThatIsSetBackCountsFromThere() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        watch.receive(10, at: Watch.start + 3_600, late: -3_600)
        #expect(watch.receive(25, at: Watch.start + 1).isEmpty)
        watch.detector.followSetBack(to: Watch.start + 11, arrival: Watch.start + 11)
        #expect(watch.receive(25, at: Watch.start + 11).count == 1)
    }

    @Test func whatASensorHadKeptSaysNothingBehindWhatIsNewer() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        #expect(watch.receive(25, at: Watch.start + 7_200).count == 1)
        for step in 0..<6 { #expect(watch.receive(5, at: Watch.start + Double(step) * 600, late: 7_240).isEmpty) }
        #expect(watch.receive(26, at: Watch.start + 7_800, late: 3_300).isEmpty)
    }

    @Test func whatIsOlderDoesNotMoveADeadline() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20, forNanoseconds: minutes(30))))
        watch.receive(25, at: Watch.start + 7_200)
        watch.receive(5, at: Watch.start, late: 7_260)
        #expect(watch.detector.deadline == Watch.start + 9_000)
    }

    @Test func aConditionThatBeganInTheFutureBeginsAgain() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20, forNanoseconds: seconds(60))))
        watch.receive(25, at: Watch.start + 86_400, late: -86_400)
        watch.detector.followSetBack(to: Watch.start + 31, arrival: Watch.start + 31)
        for step in 1...10 { watch.receive(25, at: Watch.start + Double(step) * 31) }
        #expect(watch.verdicts.map(\.from) == [Watch.start + 31])
        #expect(watch.verdicts[0].detectedAt <= Watch.start + 93)
    }

    @Test func aFrozenClockNeverGivesTwoFindingsOneIdentifier() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        for (index, value) in [25.0, 10, 25, 10].enumerated() {
            watch.receive(value, at: Watch.start, late: Double(index))
        }
        let raised = watch.verdicts.filter { $0.phase == .raised }.map { watch.finding($0).id }
        #expect(raised.count == 2)
        #expect(Set(raised).count == 2)
        #expect(watch.verdicts.allSatisfy { $0.to.map { to in to >= watch.verdicts[0].from } ?? true })
    }

    @Test func badAndRetainedReadingsAreNotJudged() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        #expect(watch.receive(99, at: Watch.start, quality: .bad).isEmpty)
        #expect(watch.receive(99, at: Watch.start + 1, flags: .retained).isEmpty)
        #expect(watch.receive(99, at: Watch.start + 2, quality: .suspect).count == 1)
    }

    @Test func restoredItStaysRaisedAndStillClears() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20, clearBelow: 15)))
        watch.detector.restore(activeSince: Watch.start + -100, value: 30)
        #expect(watch.receive(25, at: Watch.start).isEmpty)
        let cleared = watch.receive(12, at: Watch.start + 1)
        #expect(cleared.map(\.phase) == [.cleared])
        #expect(cleared[0].from == Watch.start + -100)
    }

    @Test func aWithdrawnRuleEndsWhatItRaised() throws {
        var watch = try Watch(.threshold(ThresholdParameters(above: 20)))
        #expect(watch.detector.withdrawal(at: Watch.start, value: 1) == nil)
        watch.receive(25, at: Watch.start)
        let withdrawal = watch.detector.withdrawal(at: Watch.start + 9, value: 25)
        #expect(withdrawal?.phase == .cleared)
        #expect(withdrawal?.from == Watch.start)
        #expect(withdrawal?.rule == 0)
    }
}

@Suite struct WindowedThresholdTests {
    private let hour = 3_600.0

    private func watch(hours: Double, minimumCount: Int = 1) throws -> Watch {
        try Watch(
            .threshold(ThresholdParameters(above: 200, clearBelow: 180, forNanoseconds: seconds(hours * 3_600))),
            window: RuleWindow(lengthNanoseconds: seconds(3_600), aggregate: .mean, minimumCount: minimumCount)
        )
    }

    /// Plays one window an hour; `R`, `C` or `.` a window.
    private func play(_ watch: inout Watch, _ means: [Double]) -> String {
        means.enumerated().map { index, mean in
            guard let verdict = watch.receive(window: mean, from: Watch.start + Double(index) * hour, seconds: hour)
            else { return "." }
            return verdict.phase == .raised ? "R" : "C"
        }.joined()
    }

    @Test func threeHoursAreThreeWindows() throws {
        var watch = try watch(hours: 3)
        #expect(play(&watch, [190, 210, 205, 201, 250, 190, 170, 210]) == "...R..C.")
        #expect(watch.verdicts[0].from == Watch.start + hour)
        #expect(watch.verdicts[0].detectedAt == Watch.start + 4 * hour + 2)
    }

    @Test func withoutForOneWindowIsEnough() throws {
        var watch = try watch(hours: 0)
        #expect(play(&watch, [199, 201, 190, 180]) == ".R.C")
        #expect(watch.verdicts[1].to == Watch.start + 3 * hour)
    }

    @Test func betweenWindowsNothingIsDue() throws {
        var watch = try watch(hours: 3)
        watch.receive(window: 250, from: Watch.start, seconds: hour)
        #expect(watch.detector.deadline == .distantFuture)
    }

    @Test func aWindowOfTooFewReadingsSaysNothing() throws {
        var watch = try watch(hours: 0, minimumCount: 45)
        #expect(watch.receive(window: 900, from: Watch.start, seconds: hour, count: 44) == nil)
        #expect(watch.receive(window: 900, from: Watch.start + hour, seconds: hour, count: 45) != nil)
        #expect(watch.receive(window: 1, from: Watch.start + 2 * hour, seconds: hour, count: 1) == nil)
    }

    @Test func theEvidenceHoldsTheWindow() throws {
        var watch = try watch(hours: 0)
        watch.receive(window: 250, from: Watch.start, seconds: hour, count: 60)
        let evidence = watch.finding(try #require(watch.verdicts.first)).evidence
        #expect(
            evidence.map(\.name) == [
                "value", "threshold", "window_seconds", "window_count", "window_mean", "window_min", "window_max",
            ]
        )
        #expect(evidence[2].time == Watch.start)
        #expect(evidence[3].value == 60)
        #expect(evidence[3].time == Watch.start + hour)
    }
}
