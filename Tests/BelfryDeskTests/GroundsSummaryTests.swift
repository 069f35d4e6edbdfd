import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

@Suite("An incident's findings in short")
struct GroundsSummaryTests {
    @Test("The worst comes first, among equals the earliest")
    func order() {
        let findings = [
            finding(sensor: "a", severity: .minor, from: "02:01:00", to: "02:02:00"),
            finding(sensor: "b", severity: .major, from: "02:05:00"),
            finding(sensor: "c", severity: .minor, from: "02:00:00"),
            finding(sensor: "d", severity: .major, from: "02:04:00"),
        ]
        #expect(GroundsSummary.ordered(findings).map(\.sensor) == ["d", "b", "c", "a"])
        #expect(GroundsSummary.countInFull(GroundsSummary.ordered(findings)) == 2)
        #expect(GroundsSummary.countInFull(Array(repeating: findings[0], count: 9)) == 3)
        #expect(GroundsSummary.countInFull([]) == 0)
    }

    @Test("What is left gets a line each, with what was raised and how to see it")
    func lines() throws {
        var cleared = finding(
            sensor: "a",
            severity: .minor,
            from: "02:01:00",
            to: "02:02:00",
            text: "the water is gone"
        )
        cleared.raisedOn = GroundsDocument(
            detectedAt: at("02:01:10"),
            value: 0.42,
            threshold: 0.25,
            text: "Water 0.42 m",
            evidence: [],
            configurationHash: ""
        )
        let summary = GroundsSummary(
            findings: [cleared, finding(sensor: "c", severity: .minor, from: "02:03:00")],
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .eighty
        )
        #expect(
            summary.lines.joined(separator: "\n") == """
                2 more findings; in full: belfry explain f-a
                SEVERITY  FINDING  SINCE     IS       WHAT
                MINOR     f-a      03:01:00  cleared  Water 0.42 m
                MINOR     f-c      03:03:00  raised   Water 0.42 m on the street
                """
        )
    }
}
