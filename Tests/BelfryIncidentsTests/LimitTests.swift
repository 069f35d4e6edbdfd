import BelfryIncidents
import BelfryModel
import Testing

@Suite struct LimitTests {
    @Test func findingsBeyondTheListStillHoldTheIncident() {
        var desk = Desk()
        let findings = (0..<IncidentLimits.findingsPerIncident + 6).map { Finding.raised("rule-\($0)", at: Double($0)) }
        for finding in findings { desk.apply(finding) }
        #expect(desk.incident.findings.count == IncidentLimits.findingsPerIncident)
        #expect(desk.incident.timeline.last?.text.contains("not listed") == true)
        for finding in findings.dropLast() { desk.apply(finding.cleared(at: 100)) }
        #expect(desk.incident.state == .activeUnacknowledged)
        #expect(desk.incident.findings.contains { $0.phase == .raised })
        desk.apply(findings[findings.count - 1].cleared(at: 101))
        #expect(desk.incident.state == .clearedUnacknowledged)
    }

    @Test func aChatteringSensorFillsNeitherListNorTimeline() {
        var desk = Desk()
        for minute in 0..<300 {
            let finding = Finding.raised("level", at: Double(minute))
            desk.apply(finding)
            desk.apply(finding.cleared(at: Double(minute) + 0.5))
        }
        #expect(desk.machine.open.count == 1)
        #expect(desk.incident.findings.count == IncidentLimits.findingsPerIncident)
        #expect(desk.incident.timeline.count == IncidentLimits.timelineEntriesPerIncident)
        #expect(desk.incident.timeline[0].what == .opened)
        #expect(desk.incident.timeline.map(\.at) == desk.incident.timeline.map(\.at).sorted())
    }

    @Test func tooManyIncidentsCostTheLeastSevereClearedOne() {
        var desk = Desk()
        let cleared = Finding.raised("level", on: "cleared", severity: .critical, at: 0)
        desk.apply(cleared)
        desk.apply(cleared.cleared(at: 1))
        let clearedID = desk.incident.id
        for number in 0..<IncidentLimits.openIncidents - 1 {
            desk.apply(.raised("level", on: "s-\(number)", severity: number == 7 ? .warning : .major, at: 2))
        }
        #expect(desk.machine.open.count == IncidentLimits.openIncidents)
        desk.apply(.raised("level", on: "one-more", at: 3))
        #expect(desk.machine.open.count == IncidentLimits.openIncidents)
        #expect(desk.machine.incident(clearedID)?.state == .closed)
        #expect(desk.machine.incident(clearedID)?.timeline.last?.text == "too many open incidents")
        desk.apply(.raised("level", on: "two-more", at: 4))
        #expect(!desk.machine.open.contains { $0.severity == .warning })
    }
}
