import BelfryIncidents
import BelfryModel
import Testing

@testable import BelfryServer

// Story 9, city event: "The police see the plaza fill; the traffic desk does not need to know how many people stand there."

@Suite("Whose incidents a desk asks for")
struct AgencyScopeTests {
    private static func finding(_ agency: String, _ kind: FindingKind, _ quantity: String, _ domain: Domain) -> Finding
    {
        Finding(
            phase: .raised,
            kind: kind,
            severity: .major,
            rule: kind.rawValue,
            ruleVersion: "v1",
            series: SeriesDescriptor(
                id: SeriesID(0),
                key: SeriesKey(agency: agency, sensor: "\(agency)-1", quantity: Quantity(quantity)),
                unit: Unit("1"),
                domain: domain,
                zone: "centre"
            ),
            from: Timestamp(seconds: 1_790_000_000),
            detectedAt: Timestamp(seconds: 1_790_000_000),
            value: 4.8,
            text: "4.8 people a square metre"
        )
    }

    @Test("An agency's desk has its own and nobody else's", arguments: ["police", "traffic"])
    func scope(agency: String) throws {
        var machine = IncidentMachine()
        for finding in [
            Self.finding("police", .crowdDensity, "people_density", .safety),
            Self.finding("traffic", .trafficQueue, "occupancy", .traffic),
        ] {
            _ = machine.apply(finding, now: finding.detectedAt)
        }
        let incidents = IncidentFilter(matchers: [try LabelMatcher("agency=\(agency)")])
        #expect(machine.open.filter(incidents.matches).map(\.agency) == [agency])
        let findings = FindingFilter(matchers: [try LabelMatcher("agency=\(agency)")])
        let seen = machine.open.flatMap(\.findings).filter(findings.matches)
        #expect(seen.map(\.series.key.agency) == [agency])
        #expect(seen.contains { $0.kind == .crowdDensity } == (agency == "police"))
    }
}
