import BelfryDetection
import BelfryModel
import Testing

struct CorridorWatchTests {
    private typealias Story = CorridorStory
    private static let allFree = [Story.free, Story.free, Story.free, Story.free, Story.free, Story.free]
    private static let blocked = [Story.free, Story.free, Story.jammed, Story.starved, Story.starved, Story.starved]

    @Test(arguments: [20, 30, 60] as [Int64])
    func anIncidentIsToldOnceWhereItsQueueBegins(seconds: Int64) throws {
        let story = Story()
        story.seconds = seconds
        #expect(story.pass(30, Self.allFree).isEmpty)
        let start = story.time
        var verdicts = story.pass(5, Self.blocked)
        // The queue grows: still the same incident.
        verdicts += story.pass(5, [Story.free, Story.jammed, Story.jammed] + Self.blocked.suffix(3))
        verdicts += story.pass(5, [Story.jammed, Story.jammed, Story.jammed] + Self.blocked.suffix(3))
        let verdict = try #require(verdicts.first)
        #expect(verdicts.count == 1)
        #expect(verdict.phase == .raised && verdict.upstreamStation == 2 && verdict.downstreamStation == 3)
        #expect(verdict.detectedAt.nanosecondsSince(start) <= 120 * Nanoseconds.perSecond)
        #expect(verdict.from.nanosecondsSince(start) <= 60 * Nanoseconds.perSecond)
        #expect((0.8...1).contains(verdict.certainty))
        #expect(verdict.lostCapacityShare > 0.6 && verdict.dropKilometresPerHour > 60)
        #expect(verdict.upstreamSpeedKilometresPerHour < 40 && verdict.downstreamSpeedKilometresPerHour > 80)

        // It ends: the queue dissolves from its head, and nothing is told but the end.
        var ending = story.pass(2, [Story.jammed, Story.jammed, Story.queued] + Self.allFree.suffix(3))
        ending += story.pass(2, [Story.jammed, Story.queued, Story.free] + Self.allFree.suffix(3))
        ending += story.pass(20, Self.allFree)
        let cleared = try #require(ending.first)
        #expect(ending.count == 1)
        #expect(cleared.phase == .cleared && cleared.upstreamStation == 2 && cleared.from == verdict.from)
        #expect(cleared.tailStation == 0 && cleared.tailStationsPerHour > 0)
        let end = try #require(cleared.to)
        #expect(end >= cleared.from && end < cleared.detectedAt)
    }

    @Test func aBottleneckThatDischargesAtCapacityIsNoIncident() {
        let story = Story()
        _ = story.pass(30, Self.allFree)
        let queue = [Story.free, Story.queued, Story.queued, (speed: 100.0, flow: 5_000.0), Story.free, Story.free]
        #expect(story.pass(180, queue).isEmpty)
    }

    @Test func anIncidentWithinAQueueOfEveryDayIsTold() throws {
        let story = Story()
        _ = story.pass(30, Self.allFree)
        let capacity = (speed: 100.0, flow: 5_000.0)
        _ = story.pass(60, [Story.queued, Story.queued, Story.queued, Story.queued, capacity, capacity])
        let verdicts = story.pass(
            4,
            [Story.queued, Story.jammed, Story.starved, Story.starved, Story.starved, Story.starved]
        )
        #expect(verdicts.map(\.upstreamStation) == [1])
    }

    @Test func aWaveOfBrakingRunsThrough() {
        let story = Story()
        let slow = (speed: 25.0, flow: 2_800.0)
        _ = story.pass(30, Self.allFree)
        for place in stride(from: 4, through: 0, by: -1) {
            var states = Self.allFree
            states[place] = slow
            #expect(story.pass(2.5, states).isEmpty, "at station \(place)")
        }
        #expect(story.pass(10, Self.allFree).isEmpty)
    }

    /// What is left of the columns still finds it, later where nothing counts.
    @Test(arguments: ["no speed", "no flow", "no occupancy", "speed alone", "occupancy alone"])
    func fewerColumnsDo(columns: String) {
        let story = Story()
        story.tells = { measures in
            var told = measures
            if columns == "no speed" || columns == "occupancy alone" { told.speedKilometresPerHour = .nan }
            if columns != "no speed", columns != "no occupancy" { told.flowVehiclesPerHour = .nan }
            if columns == "no occupancy" || columns == "speed alone" { told.occupancyPercent = .nan }
            return told
        }
        #expect(story.pass(60, Self.allFree).isEmpty)
        #expect(story.pass(8, Self.blocked).map(\.upstreamStation) == [2])
    }

    @Test func silentNeighboursAreBridged() {
        let story = Story()
        _ = story.pass(30, Self.allFree)
        var states: [(speed: Double, flow: Double)?] = Self.blocked
        states[3] = nil
        let verdicts = story.pass(5, states)
        #expect(verdicts.map(\.upstreamStation) == [2])
        #expect(verdicts.first?.downstreamStation == 4)
    }

    @Test func faultySensorsTellNothing() {
        let story = Story()
        _ = story.pass(60, Self.allFree)
        var dead = Self.allFree.map(Optional.some)
        dead[2] = nil
        #expect(story.pass(60, dead).isEmpty)
        // Stuck on a queue, repeating itself to the last digit.
        let stuck = StationMeasures(
            occupancyPercent: 61.2,
            speedKilometresPerHour: 6,
            flowVehiclesPerHour: 1_080
        )
        story.tells = { $0.speedKilometresPerHour < 10 ? stuck : $0 }
        var states = Self.allFree
        states[2] = Story.jammed
        #expect(story.pass(30, states).isEmpty)
    }

    @Test func oldAndEmptyIntervalsAreFine() {
        var watch = CorridorWatch()
        let time = Timestamp(seconds: 1_772_409_600)
        let later = time.advanced(byNanoseconds: Nanoseconds.perMinute)
        for stations in [[], [StationMeasures.silent]] {
            let verdicts = watch.observe(CorridorInterval(start: time, end: later, stations: stations))
            #expect(verdicts.isEmpty)
        }
        #expect(watch.stations.isEmpty, "not later than the last")
        let wild = [Double.nan, -1, 0, 1e300, .infinity, -.infinity].map {
            StationMeasures(occupancyPercent: $0, speedKilometresPerHour: $0, flowVehiclesPerHour: $0)
        }
        var end = later
        for _ in 0..<100 {
            let next = end.advanced(byNanoseconds: Nanoseconds.perMinute)
            let verdicts = watch.observe(CorridorInterval(start: end, end: next, stations: wild))
            #expect(verdicts.isEmpty)
            end = next
        }
        let crowd = [StationMeasures](repeating: .silent, count: 1_000)
        _ = watch.observe(CorridorInterval(start: end, end: .distantFuture, stations: crowd))
        #expect(watch.stations.count == CorridorWatch.stationsLimit)
        #expect(watch.sections.count == watch.stations.count)
    }

    /// The state is plain: a watch given another's arrays goes on as that one.
    @Test func aRestoredWatchGoesOn() {
        let story = Story()
        _ = story.pass(30, Self.allFree)
        _ = story.pass(0.5, Self.blocked)
        let other = Story()
        _ = other.pass(30.5, [nil])
        other.watch = CorridorWatch(parameters: story.watch.parameters)
        other.watch.stations = story.watch.stations
        other.watch.sections = story.watch.sections
        other.watch.usualSpeeds = story.watch.usualSpeeds
        other.watch.newestEnd = story.watch.newestEnd
        let verdicts = story.pass(10, Self.blocked)
        #expect(!verdicts.isEmpty)
        #expect(verdicts.map(\.detectedAt) == other.pass(10, Self.blocked).map(\.detectedAt))
    }
}
