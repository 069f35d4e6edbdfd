import BelfryDetection
import BelfryModel
import Testing

@Suite struct TrafficFaultTests {
    /// Traffic from 6 to 22 h, every ten minutes; nobody between `empty`, in hours since the start.
    private static func watch(days: Int, empty: Range<Double>) throws -> Watch {
        var watch = try Watch(.noHits(NoHitsParameters()), quantity: "flow", unit: "1/h")
        let start = Timestamp(rfc3339: "2026-06-01T00:00:00Z")!
        for row in 0..<days * 144 {
            let hours = Double(row) / 6
            let isBusy = (6..<22).contains(row / 6 % 24) && !empty.contains(hours)
            watch.receive(isBusy ? 400 : 0, at: start + hours * 3_600)
        }
        return watch
    }

    @Test func anEmptyNightIsNoFault() throws {
        #expect(try Self.watch(days: 14, empty: 0..<0).verdicts.isEmpty)
    }

    @Test func nobodyAtFourBusyHoursIsAFault() throws {
        // From 20 h on the tenth day: two busy hours, the night, and two more.
        let start = Timestamp(rfc3339: "2026-06-01T00:00:00Z")!
        let watch = try Self.watch(days: 14, empty: 9 * 24 + 20..<10 * 24 + 12)
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        let hours = watch.verdicts[0].detectedAt.nanosecondsSince(start) / Nanoseconds.perHour
        #expect((10 * 24 + 7...10 * 24 + 8).contains(Int(hours)), "\(hours)")
        #expect(watch.verdicts[0].from == start + Double(9 * 24 + 20) * 3_600)
        #expect(watch.finding(watch.verdicts[0]).kind == .sensorStuck)
    }

    @Test func itTakesAWeekToKnow() throws {
        #expect(try Self.watch(days: 6, empty: 3 * 24..<6 * 24).verdicts.isEmpty)
    }

    @Test func occupancyWithoutAVehicleIsAContradiction() {
        var machine = OccupancyWithoutFlow(forNanoseconds: minutes(5))
        var said: [String] = []
        for minute in 0..<12 {
            let time = Watch.start + Double(minute) * 60
            let flow: Double = minute < 2 || minute > 9 ? 300 : 0
            for transition in [machine.observe(flow: flow, at: time), machine.observe(occupancyPercent: 8, at: time)]
            where transition != .none { said.append("\(minute) \(transition)") }
        }
        #expect(said == ["7 raised", "10 cleared"])
        #expect(machine.since == Watch.start + 120)
    }

    @Test func whatIsOldContradictsNothing() {
        var machine = OccupancyWithoutFlow(forNanoseconds: minutes(5))
        _ = machine.observe(occupancyPercent: 8, at: Watch.start)
        for minute in 0..<60 {
            let time = Watch.start + Double(minute) * 60
            #expect(machine.observe(flow: 0, at: time) != .raised || minute <= 10)
        }
        #expect(machine.raised == nil)
        // Vehicles that nobody covers are one too.
        var other = OccupancyWithoutFlow(forNanoseconds: minutes(5))
        for minute in 0..<10 {
            let time = Watch.start + Double(minute) * 60
            _ = other.observe(occupancyPercent: 0, at: time)
            _ = other.observe(flow: 200, at: time)
        }
        #expect(other.raised == .flowWithoutOccupancy)
    }
}
