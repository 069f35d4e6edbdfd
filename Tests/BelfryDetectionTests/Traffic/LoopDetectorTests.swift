// A vehicle that stands on a loop, a loop that is stuck, and a sensor that contradicts itself.

import BelfryDetection
import BelfryModel
import Testing

struct LoopDetectorTests {
    /// Lanes of a bridge, told every half minute; `for` is two minutes.
    private static func watch(lanes: [String]) throws -> JointWatch {
        var parameters = StoppedVehicle.Parameters()
        parameters.forNanoseconds = 2 * Nanoseconds.perMinute
        return try JointWatch(
            .stoppedVehicle(StoppedVehicleParameters(parameters)),
            lanes.flatMap { [($0, "occupancy"), ($0, "flow")] },
            place: "bridge"
        )
    }

    private static func pass(
        _ watch: inout JointWatch,
        minutes: Double,
        covered: Set<String> = [],
        flow: Double = 1_000,
        occupancy: Double = 10
    ) {
        for _ in 0..<Int(minutes * 2) {
            watch.tell { sensor, quantity in
                let isCovered = covered.contains(sensor)
                return quantity == "flow" ? (isCovered ? 0 : flow) : isCovered ? 100 : occupancy
            }
        }
    }

    @Test func aLoopByItselfIsToldWithADoubt() throws {
        var watch = try Self.watch(lanes: ["l1"])
        Self.pass(&watch, minutes: 15)
        Self.pass(&watch, minutes: 1.5, covered: ["l1"])
        Self.pass(&watch, minutes: 1)
        #expect(watch.phases == [], "a red light")
        Self.pass(&watch, minutes: 5, covered: ["l1"])
        Self.pass(&watch, minutes: 2)
        #expect(watch.phases == [.raised, .cleared], "\(watch.texts)")
        #expect(watch.verdicts[0].subject == .member(SeriesID(0)))
        #expect(watch.texts[0].hasSuffix("a stuck loop looks the same, so look before you send"), "\(watch.texts[0])")
        #expect(watch.texts[1].contains("free again after 5m 30s"), "\(watch.texts[1])")
    }

    @Test func aLoopThatWasNeverSeenFreeIsStuck() throws {
        var watch = try Self.watch(lanes: ["l1"])
        Self.pass(&watch, minutes: 60, covered: ["l1"])
        #expect(watch.phases == [])
        Self.pass(&watch, minutes: 1)
        Self.pass(&watch, minutes: 3, covered: ["l1"])
        #expect(watch.phases == [.raised], "now one arrived on it")
    }

    @Test func whatIsCoveredForHalfAnHourIsWithdrawn() throws {
        var watch = try Self.watch(lanes: ["l1"])
        Self.pass(&watch, minutes: 5)
        Self.pass(&watch, minutes: 90, covered: ["l1"])
        #expect(watch.phases == [.raised, .cleared], "\(watch.texts)")
        #expect(watch.texts[1].hasPrefix("Withdrawn: the loop l1 at bridge is covered still"), "\(watch.texts[1])")
        #expect(watch.texts[1].hasSuffix("since nothing moved for 30m"), "\(watch.texts[1])")
    }

    @Test func neighboursThatGoOnAsBeforeShowAStuckLoop() throws {
        var watch = try Self.watch(lanes: ["l1", "l2", "l3"])
        Self.pass(&watch, minutes: 30)
        Self.pass(&watch, minutes: 20, covered: ["l2"])
        #expect(watch.phases == [], "\(watch.texts)")
    }

    @Test func withFewVehiclesItIsToldAndWithdrawn() throws {
        var watch = try Self.watch(lanes: ["l1", "l2", "l3"])
        Self.pass(&watch, minutes: 30, flow: 240)
        Self.pass(&watch, minutes: 20, covered: ["l2"], flow: 240)
        #expect(watch.phases == [.raised, .cleared], "\(watch.texts)")
        #expect(watch.texts[1].contains("24 vehicles would have passed in 6m"), "\(watch.texts[1])")
    }

    @Test(arguments: [(flow: 1_500.0, occupancy: 14.0), (1_000, 45), (500, 10)])
    func neighboursThatTakeUpItsTrafficShowAVehicle(changed: (flow: Double, occupancy: Double)) throws {
        var watch = try Self.watch(lanes: ["l1", "l2", "l3"])
        Self.pass(&watch, minutes: 30)
        Self.pass(&watch, minutes: 20, covered: ["l2"], flow: changed.flow, occupancy: changed.occupancy)
        #expect(watch.phases == [.raised] && watch.verdicts[0].subject == .member(SeriesID(2)), "\(watch.texts)")
        #expect(watch.texts[0].contains("drive elsewhere") == (changed.flow != 1_000), "\(watch.texts[0])")
    }

    @Test func whereAllStandItIsAQueueUntilTheOthersMove() throws {
        var watch = try Self.watch(lanes: ["l1", "l2", "l3"])
        Self.pass(&watch, minutes: 30)
        Self.pass(&watch, minutes: 10, covered: ["l1", "l2", "l3"])
        #expect(watch.phases == [])
        Self.pass(&watch, minutes: 1, covered: ["l2"], flow: 1_500)
        #expect(watch.phases == [.raised] && watch.verdicts[0].subject == .member(SeriesID(2)))
    }

    @Test func anImageAndARestartKeepWhatIsRaised() throws {
        var watch = try Self.watch(lanes: ["l1", "l2"])
        Self.pass(&watch, minutes: 30)
        Self.pass(&watch, minutes: 4, covered: ["l2"], flow: 1_500)
        #expect(watch.phases == [.raised])
        let since = watch.verdicts[0].verdict.from
        var taken = try Self.watch(lanes: ["l1", "l2"])
        let isTaken = taken.detector.take(watch.detector.image)
        #expect(isTaken)
        #expect(taken.detector.activeSince(.member(SeriesID(2))) == since)
        var restored = try Self.watch(lanes: ["l1", "l2"])
        restored.detector.restore(.member(SeriesID(2)), activeSince: Watch.start, value: 100)
        Self.pass(&restored, minutes: 5, covered: ["l2"])
        #expect(restored.phases == [])
        Self.pass(&restored, minutes: 1)
        #expect(restored.phases == [.cleared] && restored.verdicts[0].verdict.from == Watch.start)
    }

    private static func contradiction() throws -> JointWatch {
        try JointWatch(
            .occupancyWithoutFlow(OccupancyWithoutFlowParameters()),
            [("l1", "flow"), ("l1", "occupancy")]
        )
    }

    @Test func aSensorThatContradictsItselfIsAtFault() throws {
        var watch = try Self.contradiction()
        for minute in stride(from: 0, to: 120, by: 5) {
            watch.tell(seconds: 300) { _, quantity in
                let isBroken = (30..<75).contains(minute)
                return quantity == "flow" ? (isBroken ? 0 : 600) : 8
            }
        }
        #expect(watch.phases == [.raised, .cleared], "\(watch.texts)")
        #expect(watch.verdicts[0].subject == .member(SeriesID(1)))
        #expect(watch.verdicts[0].verdict.from == Watch.start + 35 * 60)
        let finding = watch.finding(watch.verdicts[0])
        #expect(finding.kind == .sensorFault && finding.text.contains("8 % of the time"), "\(finding.text)")
        #expect(watch.texts[1].contains("agree again"))
    }

    @Test("A restart knows which of the two it was by whoever is heard, in whatever order", arguments: [0, 1])
    func restored(flowIndex: Int) throws {
        let quantities = flowIndex == 0 ? ["flow", "occupancy"] : ["occupancy", "flow"]
        var watch = try JointWatch(
            .occupancyWithoutFlow(OccupancyWithoutFlowParameters()),
            quantities.map { ("l1", $0) }
        )
        let flow = JointSubject.member(SeriesID(Int32(flowIndex)))
        watch.detector.restore(flow, activeSince: Watch.start, value: 600)
        watch.tell(seconds: 300) { _, quantity in quantity == "flow" ? nil : 0 }
        #expect(watch.phases == [] && watch.detector.activeSince(flow) == Watch.start, "one of them is not heard yet")
        watch.tell(seconds: 300) { _, quantity in quantity == "flow" ? 600 : 0 }
        #expect(watch.phases == [] && watch.detector.activeSince(flow) == Watch.start)
        watch.tell(seconds: 300) { _, _ in 9 }
        #expect(watch.phases == [.cleared] && watch.verdicts.map(\.subject) == [flow])
    }

    @Test func aMemberThatLeavesIsNotKnownAnyMore() throws {
        var watch = try Self.contradiction()
        for _ in 0..<10 { watch.tell(seconds: 300) { _, quantity in quantity == "flow" ? 0 : 8 } }
        #expect(watch.phases == [.raised])
        let end = watch.detector.forget(SeriesID(1), at: watch.time)
        #expect(end?.verdict.phase == .cleared && watch.detector.activeSince(.member(SeriesID(1))) == nil)
        for _ in 0..<10 { watch.tell(seconds: 300) { _, quantity in quantity == "flow" ? 0 : 8 } }
        #expect(watch.phases == [.raised, .raised], "what comes back is told again")
    }

    @Test func vehiclesThatCoverNothingAreSaidOfTheFlow() throws {
        var watch = try Self.contradiction()
        for _ in 0..<10 { watch.tell(seconds: 300) { _, quantity in quantity == "flow" ? 600 : 0 } }
        #expect(watch.phases == [.raised] && watch.verdicts[0].subject == .member(SeriesID(0)))
        var restored = try Self.contradiction()
        restored.detector.restore(.member(SeriesID(0)), activeSince: Watch.start, value: 600)
        for _ in 0..<3 { restored.tell(seconds: 300) { _, quantity in quantity == "flow" ? 600 : 0 } }
        #expect(restored.phases == [] && restored.detector.activeSince(.member(SeriesID(0))) == Watch.start)
        restored.tell(seconds: 300) { _, _ in 9 }
        #expect(restored.phases == [.cleared] && restored.verdicts[0].subject == .member(SeriesID(0)))
    }

    @Test func laterLanesAreOtherSensors() throws {
        let watch = try Self.contradiction()
        let other = SeriesDescriptor(
            id: SeriesID(9),
            key: SeriesKey(agency: "traffic", sensor: "l2", quantity: Quantity("flow")),
            unit: Unit("1/h"),
            domain: .traffic
        )
        #expect(
            watch.rules.group(of: other, under: watch.rules.rules[0])?.series.identity != watch.group.series.identity
        )
    }
}
