// Story 1 at the desk: what a queue does to the stations behind it belongs to the incident at its head.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct RoadTests {
    private static let corridors = [Corridor(id: "ring", stations: ["s1", "s2", "s3", "s4", "s5", "s6"])]

    private static func finding(_ station: String, _ kind: FindingKind = .trafficQueue, at minute: Double) -> Finding {
        let severity: Severity = kind == .trafficIncident ? .major : .minor
        var finding = Finding.raised(
            kind.rawValue,
            on: station,
            kind: kind,
            severity: severity,
            domain: .traffic,
            at: minute
        )
        let index = corridors[0].stations.firstIndex(of: station) ?? 0
        finding.series.place = corridors[0].stretch(from: index)
        finding.series.location = Location(longitude: 4 + Double(index) / 100, latitude: 50)
        return finding
    }

    private static func desk() -> Desk {
        var desk = Desk()
        desk.machine = IncidentMachine(corridors: corridors)
        return desk
    }

    @Test func aQueueThatGrowsIsOneIncidentWhereItsHeadIs() throws {
        var desk = Self.desk()
        for (station, minute) in [("s3", 3.0), ("s2", 8), ("s1", 12)] { desk.apply(Self.finding(station, at: minute)) }
        #expect(desk.machine.open.count == 1 && desk.incident.place.name == "ring s3-s4")
        desk.apply(Self.finding("s4", .trafficIncident, at: 13))
        let incident = try #require(desk.machine.open.first)
        #expect(desk.machine.open.count == 1 && incident.findings.count == 4)
        #expect(incident.kind == .trafficIncident && incident.severity == .major)
        #expect(incident.place.name == "ring s4-s5" && incident.location?.longitude == 4.03)
        #expect(incident.title.hasSuffix("at ring s4-s5"))
    }

    @Test func withFreeRoadBetweenThemTheyAreTwo() {
        var desk = Self.desk()
        desk.apply(Self.finding("s1", .trafficIncident, at: 3))
        desk.apply(Self.finding("s3", .trafficIncident, at: 4))
        #expect(desk.machine.open.count == 2)
    }

    @Test func whatIsOverTouchesNobody() {
        var desk = Self.desk()
        let first = Self.finding("s3", at: 3)
        desk.apply(first)
        desk.apply(first.cleared(at: 10))
        desk.apply(Self.finding("s2", at: 11))
        #expect(desk.machine.open.count == 2)
        #expect(desk.machine.open.map(\.state) == [.clearedUnacknowledged, .activeUnacknowledged])
    }

    @Test(
        "Where a queue was and is no more, what comes next is another matter, after a restart as well",
        arguments: [true, false]
    )
    func whereItHasBeen(isRestarted: Bool) throws {
        var desk = Self.desk()
        let head = Self.finding("s4", .trafficIncident, at: 3)
        let queue = [("s3", 5.0), ("s2", 8), ("s1", 12)].map { Self.finding($0.0, at: $0.1) }
        for finding in [head] + queue { desk.apply(finding) }
        #expect(desk.machine.open.count == 1)
        let id = desk.incident.id
        try desk.act { try $0.acknowledge(id, by: "ann", reason: "crew on the way", now: .minute(15)) }
        for finding in queue { desk.apply(finding.cleared(at: 40)) }
        if isRestarted { desk.machine = IncidentMachine(restoring: desk.machine.open, corridors: Self.corridors) }
        desk.apply(Self.finding("s1", .trafficIncident, at: 60))
        #expect(desk.machine.open.map(\.state) == [.activeAcknowledged, .activeUnacknowledged])
        #expect(desk.machine.open.map(\.place.name) == ["ring s4-s5", "ring s1-s2"])
        #expect(desk.machine.open.last?.annunciation == .annunciated)
        desk.apply(head.cleared(at: 70))
        desk.apply(Self.finding("s1", at: 71))
        #expect(desk.machine.open.count == 1 && desk.incident.findings.count == 2)
    }

    @Test func wrongWayDriversAndOtherRoadsAreTheirOwn() {
        var desk = Self.desk()
        desk.apply(Self.finding("s3", at: 3))
        desk.apply(Self.finding("s2", .wrongWay, at: 4))
        desk.apply(Finding.raised("queue", on: "elsewhere", kind: .trafficQueue, domain: .traffic, at: 5))
        #expect(desk.machine.open.count == 3)
    }

    @Test func itEndsAsAWholeAndOutlivesARestart() throws {
        var desk = Self.desk()
        let (head, tail) = (Self.finding("s3", .trafficIncident, at: 3), Self.finding("s2", at: 6))
        desk.apply(head)
        desk.apply(tail)
        desk.machine = IncidentMachine(restoring: desk.machine.open, corridors: Self.corridors)
        desk.apply(Self.finding("s1", at: 9))
        #expect(desk.machine.open.count == 1)
        _ = try desk.machine.close(desk.incident.id, by: "ann", reason: "a camera at fault", now: .minute(10))
        desk.apply(Self.finding("s2", at: 20))
        #expect(desk.machine.open.count == 1 && desk.incident.findings.count == 1)
    }
}
