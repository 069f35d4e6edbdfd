import BelfryIncidents
import BelfryModel
import GRDB
import Testing

@testable import BelfryStore

/// An incident comes back as it went in, to the nanosecond and the last evidence.
@Suite struct IncidentStoreTests {
    let folder: TemporaryFolder
    let store: Store

    init() throws {
        folder = try TemporaryFolder()
        store = try Store(folder.configuration)
    }

    @Test("Everything about an incident comes back equal, also after a restart")
    func roundTrip() throws {
        let incident = flood()
        try store.save([event(incident)])
        #expect(try store.incident(incident.id) == incident)
        try store.reopen()
        #expect(try store.openIncidents() == [incident])
        #expect(try store.incident("i-none") == nil)
    }

    @Test("An incident without the optional parts comes back equal")
    func bareRoundTrip() throws {
        var incident = flood()
        incident.location = nil
        incident.acknowledgement = nil
        incident.findings = []
        incident.timeline = []
        incident.title = "\u{1F30A} \n \"'; DROP TABLE incident --"
        try store.save([event(incident)])
        #expect(try store.incident(incident.id) == incident)
    }

    @Test("Saving the same again writes no row")
    func idempotent() throws {
        try store.save([event(flood())])
        let before = try store.rowCounts()
        var changes = 0
        try store.save([event(flood())])
        try store.history.writeWithoutTransaction("test") { changes = $0.changesCount }
        #expect(try store.rowCounts() == before)
        // The incident's own row is the only one written again.
        #expect(changes <= 1)
    }

    @Test("Of several events of one incident the last counts")
    func lastCounts() throws {
        var later = flood()
        later.state = .closed
        try store.save([event(flood()), event(later)])
        #expect(try store.incident(later.id) == later)
        #expect(try store.openIncidents().isEmpty)
    }

    @Test("Findings change phase in place, and leave when the incident no longer lists them")
    func findingsChange() throws {
        var incident = flood()
        try store.save([event(incident)])
        incident.findings[0].phase = .cleared
        incident.findings[0].to = start.after(seconds: 600)
        try store.save([event(incident)])
        #expect(try store.incident(incident.id) == incident)
        incident.findings.remove(at: 0)
        try store.save([event(incident)])
        #expect(try store.incident(incident.id) == incident)
    }

    @Test("A timeline that loses old entries at its limit keeps its order", arguments: [UInt64(61), 62, 63])
    func timeline(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var incident = flood()
        for step in 0..<60 {
            let entry = TimelineEntry(
                at: start.after(seconds: Int64(step / 3)),
                what: TimelineEntry.What.allCases.randomElement(using: &random)!,
                by: "operator",
                text: "\(step % 4)"
            )
            incident.timeline.append(entry)
            while incident.timeline.count > 12 { incident.timeline.remove(at: 1) }
            if step % 10 == 9 { incident.timeline.shuffle(using: &random) }
            try store.save([event(incident)])
            #expect(try store.incident(incident.id)?.timeline == incident.timeline, "seed \(seed), step \(step)")
        }
    }

    @Test("A query narrows by state, severity, domain, zone, place and time, the youngest first")
    func query() throws {
        var all: [Incident] = []
        for number in 0..<12 {
            var incident = flood()
            incident.id = "i-\(number)"
            incident.state = IncidentState.allCases[number % 4]
            incident.severity = Severity.allCases[number / 4]
            incident.zone = number % 2 == 0 ? "north" : "south"
            incident.openedAt = start.after(seconds: Int64(number))
            all.append(incident)
        }
        try store.save(all.map(event))
        func identifiers(_ query: IncidentQuery) throws -> [String] {
            try store.incidents(matching: query).map(\.id)
        }
        #expect(try identifiers(IncidentQuery()) == all.map(\.id).reversed())
        #expect(try identifiers(IncidentQuery(states: [.closed])) == ["i-11", "i-7", "i-3"])
        #expect(try identifiers(IncidentQuery(minimumSeverity: .major, zone: "south")) == ["i-11", "i-9"])
        #expect(try identifiers(IncidentQuery(domain: .air)).isEmpty)
        #expect(try identifiers(IncidentQuery(place: "quay")).count == 12)
        #expect(try identifiers(IncidentQuery(zone: "x' OR '1'='1")).isEmpty)
        let since = start.after(seconds: 3)
        #expect(
            try identifiers(IncidentQuery(openedSince: since, openedBefore: start.after(seconds: 5))) == ["i-4", "i-3"]
        )
        #expect(try identifiers(IncidentQuery(limit: 2)) == ["i-11", "i-10"])
        #expect(try store.openIncidents().count == 9)
    }

    @Test("The identifiers of findings since a time")
    func findingIdentifiers() throws {
        let incident = flood()
        try store.save([event(incident)])
        #expect(try store.findingIdentifiers(since: .distantPast) == Set(incident.findings.map(\.id)))
        #expect(try store.findingIdentifiers(since: incident.findings[1].detectedAt) == [incident.findings[1].id])
        #expect(try store.findingIdentifiers(since: .distantFuture).isEmpty)
    }

    @Test("Any SQL tool reads times in Unix milliseconds")
    func plainTables() throws {
        try store.save([event(flood())])
        let row = try store.history.read("test") { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT i.opened_at, f.from_at, f.sensor, json_extract(f.evidence, '$[0].value') AS evidence
                    FROM incident i JOIN finding f ON f.incident = i.id ORDER BY f.position
                    """
            )
        }
        #expect(row?["opened_at"] == flood().openedAt.milliseconds)
        #expect(row?["from_at"] == flood().findings[0].from.milliseconds)
        #expect(row?["sensor"] == "wl-1")
        #expect(row?["evidence"] == 3.25)
    }

    private func event(_ incident: Incident) -> IncidentEvent {
        let entry = TimelineEntry(at: incident.updatedAt, what: .opened, text: "test")
        return IncidentEvent(entry: incident.timeline.last ?? entry, incident: incident)
    }
}

extension Store {
    fileprivate func rowCounts() throws -> [Int?] {
        try history.read("count") { db in
            try ["incident", "finding", "timeline"].map { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") }
        }
    }
}

/// An incident with every part filled in, at instants that no millisecond hits.
func flood() -> Incident {
    let odd = start.advanced(byNanoseconds: 123_456_789)
    let first = Finding(
        phase: .raised,
        kind: .flood,
        severity: .critical,
        rule: "water-high",
        ruleVersion: "v7",
        series: descriptor(3, sensor: "wl-1", quantity: "water_level"),
        from: odd,
        detectedAt: odd.advanced(byNanoseconds: 7),
        value: 3.25,
        threshold: 3.1,
        text: "Water 3.25 m at wl-1",
        runbook: "https://intranet.example/water",
        evidence: [
            Evidence(name: "value", value: 3.25, unit: Unit("m"), time: odd),
            Evidence(name: "rise", value: 0.1 + 0.2, unit: Unit("m/h")),
            Evidence(name: "ever", value: .infinity),
        ],
        configurationHash: "0a1b2c3d4e"
    )
    var second = first
    second.id = "f-second0000"
    second.phase = .cleared
    second.to = odd.after(seconds: 90)
    second.detectedAt = odd.after(seconds: 91)
    second.threshold = nil
    second.evidence = []
    second.raisedOn = FindingGrounds(
        detectedAt: first.detectedAt,
        value: -.infinity,
        threshold: 3.1,
        text: "Water \"3.25 m\" at wl-1",
        evidence: first.evidence,
        configurationHash: "0a1b2c3d4e"
    )
    second.series.location = nil
    second.series.cadenceNanoseconds = nil
    return Incident(
        id: "i-0123456789",
        state: .activeAcknowledged,
        annunciation: .shelved,
        severity: .critical,
        kind: .flood,
        title: "Flood at the quay",
        domain: .safety,
        agency: "water",
        zone: "north",
        place: Place(kind: .site, name: "quay"),
        location: Location(longitude: 4.4, latitude: 50.9),
        openedAt: odd,
        updatedAt: odd.after(seconds: 95),
        acknowledgement: Acknowledgement(by: "ann", at: odd.after(seconds: 30), reason: "pumps are on the way"),
        findings: [first, second],
        timeline: [
            TimelineEntry(at: odd, what: .opened, text: "Water 3.25 m"),
            TimelineEntry(at: odd.after(seconds: 30), what: .acknowledged, by: "ann", text: "pumps are on the way"),
        ],
        rule: "water-high",
        ruleVersion: "v7"
    )
}
