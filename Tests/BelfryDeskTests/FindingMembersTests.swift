import BelfryAPI
import BelfryDetection
import BelfryModel
import Testing

@testable import belfry

@Suite("The series behind a finding on several")
struct FindingMembersTests {
    private static let ring = Corridor(id: "ring-east", stations: ["re-03", "re-04", "re-05", "re-06"])

    private static func series(_ sensor: String, _ quantity: String, place: String? = nil) -> SeriesDescriptor {
        SeriesDescriptor(
            id: SeriesID(0),
            key: SeriesKey(agency: "traffic", sensor: sensor, quantity: Quantity(quantity)),
            unit: Quantity(quantity).definition?.unit ?? .unknown,
            domain: place == nil ? .traffic : .safety,
            place: place.map { Place(kind: .site, name: $0) }
        )
    }

    private static let road = ring.stations.flatMap { [series($0, "occupancy"), series($0, "speed")] }

    private static func about(_ sensor: String, _ quantity: String, _ agency: String, place: String) -> FindingDocument
    {
        var document = finding(sensor: sensor, quantity: quantity)
        document.agency = agency
        document.place = place
        document.domain = agency == "corridor" ? "traffic" : "safety"
        return document
    }

    @Test("Of a stretch the stations at its two ends, its own quantity first and in driving direction")
    func stretch() throws {
        let rule = try Rule(
            name: "corridor",
            detector: .trafficIncident(TrafficIncidentParameters()),
            severity: .major,
        )
        let stretch = Self.about("re-04", "speed", "corridor", place: "ring-east re-04-re-05")
        let all = Self.road.reversed() + [Self.series("elsewhere", "speed")]
        for rule in [rule, nil] {
            let members = FindingMembers(finding: stretch, rule: rule, corridors: [Self.ring]).series(among: all)
            #expect(
                members.map { "\($0.key.sensor) \($0.key.quantity.name)" } == [
                    "re-04 speed", "re-05 speed", "re-04 occupancy", "re-05 occupancy",
                ]
            )
        }
    }

    @Test("Of a fire what it looks at among the sensors of its place")
    func place() throws {
        let rule = try Rule(name: "fire", detector: .possibleFire(PossibleFireParameters()), severity: .critical)
        let gate = ["smoke", "co", "sound_level"].map { Self.series("gate-\($0)", $0, place: "Bridge Gate") }
        let other = Self.series("quay-1", "smoke", place: "Quay")
        let fire = Self.about("Bridge Gate", "smoke", "place", place: "Bridge Gate")
        let members = FindingMembers(finding: fire, rule: rule, corridors: []).series(among: gate + [other])
        #expect(members.map(\.key.sensor) == ["gate-smoke", "gate-co"])
        let named = FindingMembers(finding: fire, rule: nil, corridors: []).series(among: gate + [other])
        #expect(named.map(\.key.sensor) == ["gate-smoke", "gate-co", "gate-sound_level"])
    }
}
