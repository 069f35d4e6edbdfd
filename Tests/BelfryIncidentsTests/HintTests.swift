// What is merely unusual wakes nobody until something bears it out.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct HintTests {
    private static func unusual(
        _ sensor: String,
        at minute: Double,
        site: String = "square",
        zone: String = "north"
    ) -> Finding {
        var finding = Finding.raised(
            "unusual",
            on: sensor,
            site: site,
            agency: "traffic",
            kind: .anomaly,
            severity: .warning,
            domain: .traffic,
            at: minute
        )
        finding.series.zone = zone
        return finding
    }

    @Test func aLoneAnomalyIsSilentAndClosesItself() {
        var desk = Desk()
        let hint = Self.unusual("s-1", at: 10)
        desk.apply(hint)
        #expect(desk.machine.open.map(\.annunciation) == [.suppressed])
        desk.apply(hint.cleared(at: 100))
        #expect(desk.machine.open.isEmpty, "nobody has to acknowledge what nobody was told")
    }

    @Test func aSecondSensorOfThePlaceBearsItOut() {
        var desk = Desk()
        let hints = [Self.unusual("s-1", at: 10), Self.unusual("s-2", at: 14)]
        for hint in hints { desk.apply(hint) }
        #expect(desk.machine.open.map(\.annunciation) == [.annunciated])
        for hint in hints { desk.apply(hint.cleared(at: 60)) }
        #expect(desk.machine.open.map(\.state) == [.clearedUnacknowledged])
    }

    @Test("Two quantities of one sensor are one witness")
    func oneWitness() {
        var desk = Desk()
        desk.apply(Self.unusual("s-1", at: 10))
        var other = Self.unusual("s-1", at: 11)
        other.series.key.quantity = Quantity("speed")
        other.id = "f-other"
        desk.apply(other)
        #expect(desk.machine.open.map(\.annunciation) == [.suppressed])
    }

    @Test("Hours later is another matter", arguments: [(60.0, Annunciation.annunciated), (61, .suppressed)])
    func later(minutes: Double, annunciation: Annunciation) {
        var desk = Desk()
        desk.apply(Self.unusual("s-1", at: 0))
        desk.apply(Self.unusual("s-2", at: minutes))
        #expect(desk.machine.open.map(\.annunciation) == [annunciation])
    }

    @Test("What four other places of the zone see as well is weather", arguments: [3, 4])
    func weather(places: Int) {
        var desk = Desk()
        for place in 0..<places { desk.apply(Self.unusual("w-\(place)", at: Double(place), site: "site-\(place)")) }
        // Elsewhere it does not matter.
        for place in 0..<9 { desk.apply(Self.unusual("e-\(place)", at: 5, site: "far-\(place)", zone: "south")) }
        for sensor in ["s-1", "s-2"] { desk.apply(Self.unusual(sensor, at: 20)) }
        let square = desk.machine.open.first { $0.place.name == "square" }
        #expect(square?.annunciation == (places < 4 ? .annunciated : .suppressed))
    }

    @Test("What has been heard is not taken back, and a machine that is taken up again knows it")
    func heard() {
        var desk = Desk()
        for sensor in ["s-1", "s-2"] { desk.apply(Self.unusual(sensor, at: 10)) }
        for place in 0..<6 { desk.apply(Self.unusual("w-\(place)", at: 12, site: "site-\(place)")) }
        let open = desk.machine.open
        #expect(open.first { $0.place.name == "square" }?.annunciation == .annunciated)
        #expect(IncidentMachine(restoring: open).open == open)
    }

    @Test(
        "What was weather stays so when an outage comes and goes hours later, and after a restart",
        arguments: [true, false]
    )
    func staysWeather(isRestarted: Bool) {
        var desk = Desk()
        for place in 0..<5 {
            let hint = Self.unusual("w-\(place)", at: Double(place), site: "site-\(place)")
            desk.apply(hint)
            desk.apply(hint.cleared(at: 30))
        }
        for sensor in ["s-1", "s-2"] { desk.apply(Self.unusual(sensor, at: 20)) }
        #expect(desk.incident.annunciation == .suppressed)
        if isRestarted { desk.machine = IncidentMachine(restoring: desk.machine.open) }
        // By now the morning is forgotten.
        desk.apply(Self.unusual("w-9", at: 400, site: "site-9"))
        let broker = Finding.raised("belfry-broker_offline", on: "city", kind: .brokerOffline, domain: .other, at: 410)
        desk.apply(broker)
        desk.apply(broker.cleared(at: 420))
        desk.advance(to: 430)
        #expect(desk.machine.open.first { $0.place.name == "square" }?.annunciation == .suppressed)
        #expect(!desk.events.contains { $0.entry.text.contains("the outage is over") })
    }

    @Test func aFindingOfAnotherKindIsHeardAtOnce() {
        var desk = Desk()
        desk.apply(Self.unusual("s-1", at: 10))
        var limit = Self.unusual("s-1", at: 12)
        limit.kind = .trafficQueue
        limit.severity = .minor
        limit.rule = "queue"
        desk.apply(limit)
        #expect(desk.machine.open.map(\.annunciation) == [.annunciated])
        #expect(desk.machine.open.map(\.kind) == [.trafficQueue])
    }
}
