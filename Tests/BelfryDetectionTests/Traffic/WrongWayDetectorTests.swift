import BelfryDetection
import BelfryModel
import Testing

struct WrongWayDetectorTests {
    private static func watch(_ unit: String = "km/h", detections: UInt16 = 2) throws -> Watch {
        var parameters = WrongWay.Parameters()
        parameters.detections = detections
        return try Watch(.wrongWay(WrongWayParameters(parameters)), quantity: "speed", unit: unit, severity: .critical)
    }

    @Test func theSecondDetectionWithinTheTimeRaisesAndQuietClears() throws {
        var watch = try Self.watch()
        for (second, speed) in [(0.0, 90.0), (10, -60), (20, 90), (90, -70), (100, 95), (120, -80), (130, 90)] {
            watch.receive(speed, at: Watch.start + second)
        }
        #expect(watch.verdicts.map(\.phase) == [.raised])
        #expect(watch.verdicts[0].from == Watch.start + 90 && watch.verdicts[0].value == -80)
        #expect(watch.verdicts[0].threshold == -10)
        // Nothing comes any more: the clock ends it.
        #expect(watch.pass(to: Watch.start + 419).isEmpty)
        _ = watch.pass(to: Watch.start + 420)
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.verdicts[1].to == Watch.start + 120 && watch.verdicts[1].from == Watch.start + 90)
        let text = watch.finding(watch.verdicts[0]).text
        #expect(text.contains("80 km/h against the driving direction, detected twice"), "\(text)")
    }

    @Test func theLimitFollowsTheUnitOfTheSeries() throws {
        var watch = try Self.watch("m/s", detections: 1)
        watch.receive(-2.7, at: Watch.start)
        #expect(watch.verdicts.isEmpty, "9.7 km/h is manoeuvring")
        watch.receive(-3, at: Watch.start + 10)
        #expect(watch.verdicts.map(\.phase) == [.raised])
    }

    @Test func speedsInTheDrivingDirectionAreRoutine() throws {
        var watch = try Self.watch()
        #expect(watch.detector.quietBand.contains(90) && watch.detector.quietBand.contains(-9))
        #expect(!watch.detector.quietBand.contains(-11))
        watch.receive(-60, at: Watch.start)
        #expect(!watch.detector.quietBand.contains(90), "the next one has to be seen")
    }

    @Test func aRestartKeepsWhatIsRaised() throws {
        var watch = try Self.watch()
        watch.detector.restore(activeSince: Watch.start, value: -60)
        watch.receive(90, at: Watch.start + 200)
        watch.receive(-70, at: Watch.start + 250)
        #expect(watch.verdicts.isEmpty)
        _ = watch.pass(to: Watch.start + 600)
        #expect(watch.verdicts.map(\.phase) == [.cleared] && watch.verdicts[0].from == Watch.start)
    }

    @Test func nothingElseThanASpeedIsWatched() throws {
        let rules = try RuleSet([Rule(name: "r", detector: .wrongWay(WrongWayParameters()), severity: .critical)])
        let series = SeriesDescriptor(
            id: SeriesID(0),
            key: SeriesKey(agency: "traffic", sensor: "s1", quantity: Quantity("occupancy")),
            unit: Unit("%"),
            domain: .traffic
        )
        #expect(rules.plan(for: series).skipped.count == 1)
    }
}
