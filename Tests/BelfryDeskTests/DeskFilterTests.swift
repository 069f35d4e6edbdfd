import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

@Suite("Filters of the desk")
struct DeskFilterTests {
    private func filter(_ matchers: String..., severity: Severity? = nil, since: String? = nil) throws -> DeskFilter {
        DeskFilter(
            matchers: try matchers.map { try LabelMatcher($0) },
            minimumSeverity: severity,
            since: try since.map(instant)
        )
    }

    @Test("Labels of an incident, and of any of its findings")
    func labels() throws {
        let flood = incident(findings: [finding(sensor: "fl-03"), finding(sensor: "fl-04")])
        #expect(try filter("domain=safety", #"zone=~"so.*""#, "place!=Opera").admits(flood))
        #expect(try filter("sensor=fl-04").admits(flood))
        #expect(try !filter("sensor!=fl-04").admits(flood))
        #expect(try filter("quantity=water_level|rise_rate", "kind=flood", "rule=flood-street").admits(flood))
        #expect(try !filter("domain=air").admits(flood))
    }

    @Test("A severity means that one and worse; an unknown one is never hidden")
    func severities() throws {
        let filter = try filter(severity: .major)
        #expect(filter.admits(incident(severity: .critical)))
        #expect(filter.admits(incident(severity: .major)))
        #expect(!filter.admits(incident(severity: .minor)))
        var strange = incident()
        strange.severity = "catastrophic"
        #expect(filter.admits(strange))
    }

    @Test("Since looks at the last change")
    func since() throws {
        let story = [entry("01:00:00", "opened"), entry("02:00:00", "acknowledged", by: "anna")]
        #expect(try filter(since: "01:30:00").admits(incident(timeline: story)))
        #expect(try !filter(since: "02:00:01").admits(incident(timeline: story)))
    }

    @Test("The daemon is asked for what it can decide, the rest stays here")
    func parameters() throws {
        let filter = try filter("domain=air|safety", "zone!=north", "agency=~e.*", "sensor!=a", severity: .major)
        let said = filter.incidentParameters.map { "\($0.name)=\($0.value)" }
        #expect(said == ["domain=air|safety", "zone=!=north", "severity=major|critical"])
        #expect(
            try self.filter("zone=a", "zone=a|b", since: "02:00:00").incidentParameters.map(\.value) == [
                "a", at("02:00:00"),
            ]
        )
    }
}
