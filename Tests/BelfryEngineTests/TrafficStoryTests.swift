// A road with the published algorithms, a wrong-way driver, a vehicle that stands and a loop that is stuck, through the engine.

import BelfryDetection
import BelfryModel
import Testing

@Suite("Traffic through the engine")
struct TrafficStoryTests {
    /// Two hours of traffic in intervals of 30 s; in the second one the road behind `s3` is blocked for twenty minutes.
    private static func freeway(
        _ algorithm: TrafficIncidentParameters.Algorithm,
        shards: Int,
        share: Double = 1
    ) throws -> [Finding] {
        let series = JointDesk.corridor.stations.flatMap { [($0, "occupancy"), ($0, "flow")] }
        let desk = try JointDesk(series, .trafficIncident(TrafficIncidentParameters(algorithm)), shards: shards)
        for step in 0..<240 {
            let isBlocked = (120..<160).contains(step)
            desk.tell(at: Double(step) * 30, every: 30) { sensor, quantity in
                let sway = Double(step % 3 - 1) / 10
                let isBefore = isBlocked && sensor == "s3"
                let isBehind = isBlocked && (sensor == "s4" || sensor == "s5")
                if quantity == "occupancy" { return (isBefore ? 40 : isBehind ? 3 : 12) + sway }
                // Few vehicles are all counted before the blocked place, and none behind it.
                let (before, behind) = algorithm.name == "low_volume" ? (4_200.0, 0.0) : (1_000, 1_000)
                return share * (isBehind ? behind : isBefore ? before : 4_200)
            }
        }
        return desk.told
    }

    @Test(
        "A published algorithm tells an incident at its stretch, once, and that it is over",
        arguments: [
            TrafficIncidentParameters.Algorithm.california7(California7.Parameters()),
            .california8(California8.Parameters()),
            .mcMaster(
                McMaster.Parameters(
                    McMaster.Calibration(capacityVehiclesPerHour: 5_500, criticalOccupancyPercent: 18)
                )
            ),
            .lowVolume(LowVolumeIncident.Parameters()),
        ]
    )
    func incident(algorithm: TrafficIncidentParameters.Algorithm) throws {
        // A tenth of the traffic, for the one that counts vehicles.
        let share = algorithm.name == "low_volume" ? 0.1 : 1
        let told = try Self.freeway(algorithm, shards: 2, share: share)
        #expect(told.map(\.phase) == [.raised, .cleared], "\(told.map(\.text))")
        let first = try #require(told.first)
        #expect(first.kind == .trafficIncident && first.series.place == Place(kind: .section, name: "ring s3-s4"))
        let delay = first.detectedAt.nanosecondsSince(EngineDesk.time(120 * 30))
        #expect((0...360 * Nanoseconds.perSecond).contains(delay), "\(delay / Nanoseconds.perSecond) s")
        #expect(first.text.contains("look before you send"), "\(first.text)")
        #expect(try Self.freeway(algorithm, shards: 1, share: share).map(\.text) == told.map(\.text))
    }

    @Test("Two speeds against the direction are a wrong-way driver, and quiet ends it")
    func wrongWay() throws {
        let desk = try JointDesk([("r1", "speed")], .wrongWay(WrongWayParameters()), shards: 1)
        for step in 0..<60 {
            let isWrong = step == 5 || step == 20 || step == 21
            desk.tell(at: Double(step) * 20, every: 20) { _, _ in isWrong ? -80 : 90 }
        }
        #expect(desk.told.map(\.phase) == [.raised, .cleared], "\(desk.told.map(\.text))")
        let first = try #require(desk.told.first)
        #expect(first.kind == .wrongWay && first.from == EngineDesk.time(400) && first.value == -80)
        #expect(first.text.contains("80 km/h against the driving direction, detected twice"), "\(first.text)")
        #expect(desk.told.last?.to == EngineDesk.time(420))
    }

    /// Three lanes of one station, the second of which is covered from a quarter of an hour on for five minutes.
    private static func lanes(_ isDiverted: Bool) throws -> [Finding] {
        let series = ["l1", "l2", "l3"].flatMap { [($0, "occupancy"), ($0, "flow")] }
        var watch = StoppedVehicle.Parameters()
        watch.forNanoseconds = 2 * Nanoseconds.perMinute
        let detector = DetectorDefinition.stoppedVehicle(StoppedVehicleParameters(watch))
        let desk = try JointDesk(series, detector, shards: 2, place: "bridge")
        for step in 0..<60 {
            let isCovered = (30..<40).contains(step)
            desk.tell(at: Double(step) * 30, every: 30) { sensor, quantity in
                if isCovered, sensor == "l2" { return quantity == "flow" ? 0 : 100 }
                let more = isCovered && isDiverted ? 500.0 : 0
                return quantity == "flow" ? 1_000 + more + Double(step % 3 - 1) * 20 : 9 + more / 100
            }
        }
        return desk.told
    }

    @Test("A covered loop whose neighbours carry its traffic has a vehicle on it; one whose neighbours do not is stuck")
    func stoppedVehicle() throws {
        let told = try Self.lanes(true)
        #expect(told.map(\.phase) == [.raised, .cleared], "\(told.map(\.text))")
        let first = try #require(told.first)
        #expect(first.kind == .stoppedVehicle && first.series.key.sensor == "l2")
        #expect(first.text.contains("on the loop l2 at bridge"), "\(first.text)")
        #expect(first.text.hasSuffix("the vehicles of its lane drive elsewhere"), "\(first.text)")
        #expect(try Self.lanes(false).isEmpty)
    }

    @Test(
        "What is raised about a loop that is moved or taken down ends with a reload; the others go on",
        arguments: [1, 2]
    )
    func reload(shards: Int) throws {
        for isMoved in [true, false] {
            let series = ["l1", "l2", "l3"].flatMap { [($0, "occupancy"), ($0, "flow")] }
            let detector = DetectorDefinition.stoppedVehicle(StoppedVehicleParameters())
            let desk = try JointDesk(series, detector, shards: shards, place: "bridge")
            for step in 0..<80 {
                if step == 40, isMoved { desk.move("l2", to: "tunnel") }
                if step == 40, !isMoved { desk.takeOutOfService("l2") }
                desk.tell(at: Double(step) * 30, every: 30) { sensor, quantity in
                    // Each is covered in turn: the second until long after the reload, the third behind it.
                    let isCovered =
                        sensor == "l2" && (30..<78).contains(step) || sensor == "l3" && (60..<70).contains(step)
                    if isCovered { return quantity == "flow" ? 0 : 100 }
                    return quantity == "flow"
                        ? ((30..<78).contains(step) ? 1_500 : 1_000) + Double(step % 3 - 1) * 20 : 9
                }
            }
            let before = desk.told.filter { $0.series.key.sensor == "l2" && $0.detectedAt <= EngineDesk.time(41 * 30) }
            #expect(before.map(\.phase) == [.raised, .cleared], "\(desk.told.map(\.text))")
            let text = try #require(before.last?.text)
            #expect(text.contains(isMoved ? "has changed" : "l2 is out of service"), "\(text)")
            #expect(desk.told.filter { $0.series.key.sensor == "l3" }.map(\.phase) == [.raised, .cleared])
        }
    }

    @Test("What is raised in a group that nobody is left of ends with the reload")
    func emptied() throws {
        let desk = try JointDesk(
            [("k-1", "smoke"), ("k-1", "co")],
            .possibleFire(PossibleFireParameters()),
            shards: 1,
            place: "hall"
        )
        for minute in 0..<200 {
            if minute == 160 { desk.move("k-1", to: "yard") }
            desk.tell(at: Double(minute) * 60, every: 60) { _, quantity in
                let sway = Double(minute % 5) / 20
                return minute >= 150 ? (quantity == "smoke" ? 9 : 40) + sway : 0.4 + sway
            }
        }
        let hall = desk.told.filter { $0.series.place.name == "hall" }
        #expect(hall.map(\.phase) == [.raised, .cleared], "\(desk.told.map(\.text))")
        #expect(hall.last?.text.hasPrefix("Withdrawn") == true)
    }

    @Test("Occupancy without flow is a fault of the sensor")
    func contradiction() throws {
        let detector = DetectorDefinition.occupancyWithoutFlow(OccupancyWithoutFlowParameters())
        let desk = try JointDesk([("l1", "occupancy"), ("l1", "flow")], detector, shards: 2)
        for step in 0..<120 {
            let isDead = (30..<80).contains(step)
            desk.tell(at: Double(step) * 60, every: 60) { _, quantity in
                quantity == "occupancy" ? 9 : isDead ? 0 : 700
            }
        }
        #expect(desk.told.map(\.phase) == [.raised, .cleared], "\(desk.told.map(\.text))")
        let first = try #require(desk.told.first)
        #expect(first.kind == .sensorFault && first.kind.isAboutSensor)
        #expect(first.series.key.quantity.name == "occupancy")
        #expect(first.text.contains("not one vehicle since"), "\(first.text)")
    }
}
