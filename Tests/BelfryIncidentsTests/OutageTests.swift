// Story 10: a broker or a gateway goes, four hundred sensors fall silent, and that is one thing to deal with.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct OutageTests {
    /// A sensor that was last heard at a minute, and is found silent a minute later.
    private static func silence(
        _ number: Int,
        agency: String = "traffic",
        zone: String = "north",
        site: String? = nil,
        at minute: Double,
        cadence: Double = 30
    ) -> Finding {
        var finding = Finding.raised(
            "sensor-silent",
            on: "s-\(number)",
            site: site,
            agency: agency,
            kind: .sensorSilent,
            severity: .warning,
            domain: .traffic,
            at: minute
        )
        finding.series.zone = zone
        finding.detectedAt = .minute(minute + 1 + 2 * cadence / 60)
        finding.evidence = [Evidence(name: "learnt_cadence_seconds", value: cadence, unit: Unit("s"))]
        return finding
    }

    private static func annunciated(_ desk: Desk) -> [Incident] {
        desk.machine.open.filter { $0.annunciation == .annunciated && $0.state.isActive }
    }

    @Test func fourHundredSilencesAreOneIncident() throws {
        var desk = Desk()
        let silences = (0..<400).map { Self.silence($0, at: 10 + Double($0 % 30) / 60) }
        for silence in silences { desk.apply(silence) }
        #expect(desk.machine.open.count == 401)
        let told = Self.annunciated(desk)
        #expect(told.map(\.kind) == [.gatewayOffline])
        let outage = try #require(told.first)
        #expect(
            outage.title == "Gateway offline: 320 sensors silent at north",
            "told at each doubling: \(outage.title)"
        )
        #expect(outage.findings[0].text.contains("agency traffic in zone north: 320 sensors fell silent together"))
        let rung = desk.events.filter { $0.entry.what == .opened && $0.incident.annunciation == .annunciated }
        #expect(rung.count == 5, "four sensors and the outage")
        // They come back one after the other: it is over when fewer than five are away, and those are told.
        for silence in silences.prefix(395) { desk.apply(silence.cleared(at: 60)) }
        #expect(Self.annunciated(desk).map(\.kind) == [.gatewayOffline])
        let shrunk = try #require(Self.annunciated(desk).first)
        #expect(shrunk.findings[0].text.contains("of the sensors that fell silent together are still away"))
        desk.apply(silences[395].cleared(at: 60))
        #expect(Self.annunciated(desk).count == 4 && Self.annunciated(desk).allSatisfy { $0.kind == .sensorSilent })
        for silence in silences.suffix(4) { desk.apply(silence.cleared(at: 61)) }
        #expect(desk.machine.open.allSatisfy { $0.state == .clearedUnacknowledged })
    }

    @Test func whoFallsSilentAloneIsTold() {
        var desk = Desk()
        for number in 0..<20 { desk.apply(Self.silence(number, at: Double(number) * 10)) }
        #expect(Self.annunciated(desk).count == 20)
        for number in 20..<24 { desk.apply(Self.silence(number, at: 500)) }
        #expect(Self.annunciated(desk).count == 24, "four are no outage")
    }

    @Test func duringAnOutageOthersAreToldAllTheSame() {
        var desk = Desk()
        for number in 0..<9 { desk.apply(Self.silence(number, at: 10)) }
        #expect(Self.annunciated(desk).count == 1)
        desk.apply(Self.silence(50, at: 40))
        desk.apply(Self.silence(51, zone: "south", at: 10))
        var stuck = Finding.raised("stuck", on: "s-3", agency: "traffic", kind: .sensorStuck, domain: .traffic, at: 41)
        stuck.series.zone = "north"
        desk.apply(stuck)
        let kinds = Self.annunciated(desk).map(\.kind.rawValue).sorted()
        #expect(kinds == ["gateway_offline", "sensor_silent", "sensor_silent", "sensor_stuck"])
    }

    /// A sensor of long intervals was heard long before its gateway died, and is missed long after.
    @Test func slowSensorsBelongToIt() {
        var desk = Desk()
        for number in 0..<6 { desk.apply(Self.silence(number, at: 60)) }
        desk.apply(Self.silence(7, at: 41, cadence: 1_200))
        #expect(Self.annunciated(desk).map(\.kind) == [.gatewayOffline])
    }

    @Test func aWholeAgencyIsOneOutageAndNotOneAZone() {
        var desk = Desk()
        for number in 0..<60 { desk.apply(Self.silence(number, zone: "zone-\(number % 6)", at: 10)) }
        let told = Self.annunciated(desk)
        #expect(told.map(\.title) == ["Gateway offline: 40 sensors silent at traffic"], "\(told.map(\.title))")
    }

    @Test func aBrokerThatIsAwayExplainsAllSilences() {
        var desk = Desk()
        let broker = Finding.raised("belfry-broker_offline", on: "city", kind: .brokerOffline, domain: .other, at: 10)
        desk.apply(broker)
        let silences = (0..<3).map { Self.silence($0, at: 9.9) }
        for silence in silences { desk.apply(silence) }
        #expect(Self.annunciated(desk).map(\.kind) == [.brokerOffline])
        desk.apply(broker.cleared(at: 20))
        #expect(Self.annunciated(desk).isEmpty, "they may still come back with it")
        desk.advance(to: 24.9)
        #expect(Self.annunciated(desk).isEmpty)
        desk.advance(to: 25)
        #expect(Self.annunciated(desk).count == 3, "who does not come back with it is told")
        #expect(desk.events.last?.entry.text == "annunciated: the outage is over")
    }

    @Test func anOutageOutlivesARestart() {
        var desk = Desk()
        let silences = (0..<20).map { Self.silence($0, at: 10) }
        for silence in silences { desk.apply(silence) }
        var after = Desk()
        after.machine = IncidentMachine(restoring: desk.machine.open)
        after.apply(Self.silence(30, at: 10))
        #expect(Self.annunciated(after).map(\.kind) == [.gatewayOffline])
        for silence in silences.prefix(17) { after.apply(silence.cleared(at: 20)) }
        #expect(Self.annunciated(after).count == 4)
        #expect(after.events.contains { $0.incident.kind == .gatewayOffline && $0.entry.what == .cleared })
    }

    @Test("A restart while sensors come back with their broker tells none of them before its time", arguments: [1, 60])
    func restartWithinTheReturn(sensors: Int) {
        var desk = Desk()
        let broker = Finding.raised("belfry-broker_offline", on: "city", kind: .brokerOffline, domain: .other, at: 10)
        desk.apply(broker)
        for number in 0..<sensors { desk.apply(Self.silence(number, at: 9.9)) }
        desk.apply(broker.cleared(at: 20))
        var after = Desk()
        after.machine = IncidentMachine(restoring: desk.machine.open)
        #expect(Self.annunciated(after).isEmpty)
        after.advance(to: 24.9)
        #expect(Self.annunciated(after).isEmpty)
        after.advance(to: 25)
        #expect(Self.annunciated(after).map(\.kind) == [sensors < 5 ? .sensorSilent : .gatewayOffline])
        // Hours later it is no news.
        let late = IncidentMachine(restoring: after.machine.open)
        #expect(late.open == after.machine.open)
    }

    @Test func whoClosesAnOutageHearsOfThoseWhoAreStillAway() throws {
        var desk = Desk()
        for number in 0..<8 { desk.apply(Self.silence(number, at: 10)) }
        let outage = try #require(desk.machine.open.first { $0.kind == .gatewayOffline })
        #expect(Self.annunciated(desk).map(\.kind) == [.gatewayOffline])
        _ = try desk.machine.close(outage.id, by: "ann", reason: "the cabinet is rebuilt", now: .minute(30))
        #expect(Self.annunciated(desk).count == 8 && Self.annunciated(desk).allSatisfy { $0.kind == .sensorSilent })
        for number in 20..<28 { desk.apply(Self.silence(number, at: 60)) }
        #expect(Self.annunciated(desk).contains { $0.kind == .gatewayOffline }, "the next outage is told as well")
    }

    @Test func whatWasSilentBecauseOfAnOutageNeedsNobodyOnceItIsOver() throws {
        var desk = Desk()
        let silences = (0..<8).map { Self.silence($0, at: 10) }
        for silence in silences { desk.apply(silence) }
        for silence in silences { desk.apply(silence.cleared(at: 20)) }
        let left = desk.machine.open.filter { $0.kind == .sensorSilent }
        #expect(left.count < 8 && left.allSatisfy { $0.annunciation == .annunciated }, "\(left.map(\.title))")
    }

    @Test func whatABrokerLeavesAwayIsOneOutageAgain() {
        var desk = Desk()
        let broker = Finding.raised("belfry-broker_offline", on: "city", kind: .brokerOffline, domain: .other, at: 10)
        desk.apply(broker)
        let silences = (0..<60).map { Self.silence($0, at: 9.9) }
        for silence in silences { desk.apply(silence) }
        desk.apply(broker.cleared(at: 20))
        for silence in silences.prefix(40) { desk.apply(silence.cleared(at: 21)) }
        #expect(Self.annunciated(desk).isEmpty)
        desk.advance(to: 25)
        #expect(Self.annunciated(desk).map(\.title) == ["Gateway offline: 20 sensors silent at north"])
    }
}
