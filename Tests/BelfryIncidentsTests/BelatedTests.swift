// Story 10 at the desk: what was over before anybody could hear of it is on the record, and rings nobody.

import BelfryIncidents
import BelfryModel
import Testing

@Suite struct BelatedTests {
    private static func belated(_ finding: Finding) -> Finding {
        var finding = finding
        finding.isBelated = true
        return finding
    }

    @Test func itOpensQuietlyAndClosesByItself() throws {
        var desk = Desk()
        let flood = Finding.raised("flood", at: 3)
        desk.apply(Self.belated(flood))
        desk.apply(Self.belated(flood.cleared(at: 3)))
        #expect(desk.machine.open.isEmpty)
        let last = try #require(desk.events.last)
        #expect(last.incident.state == .closed && last.entry.text == "over before anybody could hear of it")
        #expect(Set(desk.events.map(\.incident.annunciation)) == [.suppressed])
    }

    @Test func besideWhatIsHeardItIsOneMoreFinding() {
        var desk = Desk()
        desk.apply(Finding.raised("rain", severity: .minor, at: 1))
        let flood = Finding.raised("flood", severity: .critical, at: 3)
        desk.apply(Self.belated(flood))
        desk.apply(Self.belated(flood.cleared(at: 3)))
        #expect(desk.incident.annunciation == .annunciated && desk.incident.severity == .minor)
        #expect(desk.incident.findings.count == 2 && desk.incident.state == .activeUnacknowledged)
    }
}
