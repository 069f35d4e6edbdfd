import BelfryIngest
import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite struct FleetWatchTests {
    private let fleet = [
        FleetMember(sensor: "fast", agency: "air", site: "square", cadenceNanoseconds: 10 * Nanoseconds.perSecond),
        FleetMember(sensor: "hourly", cadenceNanoseconds: Nanoseconds.perHour), FleetMember(sensor: "any"),
    ]
    private let seen = Set([SensorName(agency: "water", sensor: "fast")])

    private func minute(_ minutes: Int64) -> Timestamp { Timestamp(seconds: 1_790_000_000 + 60 * minutes) }

    @Test func whoIsNeverHeardIsToldOnceAndEndsWhenHeard() {
        var watch = FleetWatch()
        var told: [String] = []
        for now in 0..<400 as Range<Int64> {
            var seen = seen
            if now >= 300 { seen.insert(SensorName(agency: "air", sensor: "fast")) }
            for finding in watch.observe(fleet, seen: seen, now: minute(now)) {
                told.append("\(now) \(finding.series.key.sensor) \(finding.phase.name)")
            }
        }
        #expect(told == ["10 fast raised", "60 any raised", "180 hourly raised", "300 fast cleared"])
    }

    @Test func aRestartNeitherTellsAnewNorForgets() throws {
        var watch = FleetWatch()
        _ = watch.observe(fleet, seen: seen, now: minute(0))
        let raised = watch.observe(fleet, seen: seen, now: minute(10))
        #expect(raised.map(\.kind) == [.sensorNeverSeen] && raised.first?.series.place.name == "square")
        var after = FleetWatch()
        after.restore(raised)
        #expect(after.observe(fleet, seen: seen, now: minute(11)).isEmpty)
        #expect(after.observe(fleet, seen: seen, now: minute(30)).isEmpty)
        let heard = after.observe([], seen: seen, now: minute(31))
        #expect(heard.map(\.phase) == [.cleared] && heard.first?.id == raised.first?.id)
        var gone = FleetWatch()
        gone.restore(raised)
        #expect(gone.observe([], seen: seen, now: minute(40)).map(\.phase) == [.cleared])
    }

    @Test func aClockThatIsSetForwardIsNoTimeToBeHeard() {
        var watch = FleetWatch()
        _ = watch.observe(fleet, seen: seen, now: minute(0))
        watch.moveClock(byNanoseconds: Nanoseconds.perDay)
        #expect(watch.observe(fleet, seen: seen, now: minute(1_440 + 9)).isEmpty)
        #expect(watch.observe(fleet, seen: seen, now: minute(1_440 + 10)).count == 1)
    }
}
