import BelfryDetection
import BelfryModel
import Testing

@Suite struct SilenceTests {
    private func learning() throws -> Watch { try Watch(.silence(SilenceParameters())) }

    /// Feeds `count` readings about `interval` seconds apart; the time of the last one.
    @discardableResult
    private func feed(_ watch: inout Watch, _ count: Int, every interval: Double, from start: Timestamp) -> Timestamp {
        var now = start
        for index in 0..<count {
            now = start + Double(index) * interval
            watch.receive(Double(index), at: now)
        }
        return now
    }

    @Test func aConfiguredCadenceIsWatchedFromTheFirstReading() throws {
        let watch = try play(
            Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10)))),
            every: 10,
            readings: "1 2 3 - - - - - 4 5",
            verdicts: ". . . . . R . . C ."
        )
        #expect(watch.verdicts[0].detectedAt == Watch.start + 45)
        #expect(watch.verdicts[0].from == Watch.start + 20)
        #expect(watch.verdicts[0].value == 3)
        #expect(watch.verdicts[1].from == Watch.start + 20)
        #expect(watch.verdicts[1].to == Watch.start + 80)
    }

    @Test func theFleetKnowsItsSensorsBetterThanTheRule() throws {
        var watch = try Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10))), cadence: seconds(60))
        watch.receive(1, at: Watch.start)
        #expect(watch.detector.deadline == Watch.start + 150)
        #expect(watch.detector.cadenceNanoseconds == seconds(60))
    }

    @Test func aHiccupShorterThanTheLeastSilenceIsNone() throws {
        var watch = try Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(0.1))))
        watch.receive(1, at: Watch.start)
        #expect(watch.detector.deadline == Watch.start + 5)
    }

    @Test func aFirstFewReadingsProveNothing() throws {
        var watch = try learning()
        let last = feed(&watch, 8, every: 1, from: Watch.start)
        #expect(watch.pass(to: last + 86_400).isEmpty)
        #expect(watch.detector.cadenceNanoseconds == nil)
    }

    @Test func aDeadSensorOfOneSecondIsFoundInSeconds() throws {
        var watch = try learning()
        let last = feed(&watch, 120, every: 1, from: Watch.start)
        #expect(watch.verdicts.isEmpty)
        #expect(watch.pass(to: last + 10).count == 1)
        #expect(watch.verdicts[0].detectedAt <= last + 6)
        #expect(watch.detector.cadenceNanoseconds == seconds(1))
    }

    @Test func aDeadSensorOfTenMinutesIsFoundInTwoToThreeIntervals() throws {
        var watch = try learning()
        let last = feed(&watch, 100, every: 600, from: Watch.start)
        #expect(watch.pass(to: last + 1_200).isEmpty)
        #expect(watch.pass(to: last + 1_800).count == 1)
    }

    @Test func oneSilenceIsOneFinding() throws {
        var watch = try learning()
        let last = feed(&watch, 60, every: 1, from: Watch.start)
        #expect(watch.pass(to: last + 60).count == 1)
        #expect(watch.pass(to: last + 86_400).isEmpty)
        #expect(watch.receive(1, at: last + 86_401).map(\.phase) == [.cleared])
        #expect(watch.receive(1, at: last + 86_402).isEmpty)
    }

    @Test func aLongDeathDoesNotTeachPatience() throws {
        var watch = try learning()
        let last = feed(&watch, 60, every: 1, from: Watch.start)
        _ = watch.pass(to: last + 60)
        let again = feed(&watch, 30, every: 1, from: last + 7_200)
        #expect(watch.pass(to: again + 30).count == 1)
    }

    @Test func aRetainedMessageIsNoSignOfLife() throws {
        var watch = try Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10))))
        #expect(watch.receive(1, at: Watch.start, flags: .retained).isEmpty)
        #expect(watch.pass(to: Watch.start + 60).count == 1)
        #expect(watch.receive(1, at: Watch.start + 70, flags: .retained).isEmpty)
        #expect(watch.receive(1, at: Watch.start + 80).map(\.phase) == [.cleared])
    }

    @Test func badReadingsAreSignsOfLife() throws {
        var watch = try Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10))))
        for step in 0..<20 { watch.receive(9e9, at: Watch.start + Double(step) * 10, quality: .bad) }
        #expect(watch.verdicts.isEmpty)
    }

    @Test func whileBelfryWasAwayNobodyWasSilent() throws {
        var watch = try Watch(.silence(SilenceParameters(cadenceNanoseconds: seconds(10))))
        watch.receive(1, at: Watch.start)
        watch.detector.resume(at: Watch.start + 3_600)
        #expect(watch.pass(to: Watch.start + 3_624).isEmpty)
        #expect(watch.pass(to: Watch.start + 3_626).count == 1)
    }

    @Test func restoredItWaitsForTheNextReading() throws {
        var watch = try learning()
        watch.detector.restore(activeSince: Watch.start, value: 3)
        #expect(watch.pass(to: Watch.start + 86_400).isEmpty)
        let cleared = watch.receive(4, at: Watch.start + 86_500)
        #expect(cleared.map(\.phase) == [.cleared])
        #expect(cleared[0].from == Watch.start)
    }
}
