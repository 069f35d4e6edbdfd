import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

@Suite("On what grounds")
struct GroundsPageTests {
    private static func rule(version: String = "9k2m41xq0a") -> RuleDocument {
        RuleDocument(
            name: "flood-street",
            version: version,
            revision: "3",
            owner: "water",
            detector: "threshold",
            kind: "flood",
            severity: "critical",
            match: ["quantity=water_level"],
            text: "",
            runbook: "",
            definition: "{ name: flood-street, above: \"0.25 m\" }",
            configurationHash: "0a1b2c3d4e"
        )
    }

    private static func page(_ rule: RuleDocument?, hash: String = "0a1b2c3d4e") throws -> GroundsPage {
        var finding = finding()
        finding.configurationHash = hash
        return GroundsPage(
            incident: incident(),
            finding: finding,
            rule: rule,
            readings: nil,
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .eighty
        )
    }

    @Test("A finding with all that it rests on")
    func whole() throws {
        let text = try Self.page(Self.rule()).lines.joined(separator: "\n")
        #expect(
            text == """
                CRITICAL  finding f-fl-03 of incident i-4f2k9m1c0a, raised
                Water 0.42 m on the street

                from           2026-11-23 03:08:30 CET (1 min ago)
                detected       2026-11-23 03:08:30 CET (1 min ago)
                value          0.42 m, limit 0.25 m
                kind           flood
                series         water/fl-03/water_level
                rule           flood-street, version 9k2m41xq0a, in force
                revision       3
                owner          water
                definition     { name: flood-street, above: "0.25 m" }
                configuration  0a1b2c3d4e, in force
                runbook        https://intranet.example/flood

                EVIDENCE     VALUE  AT
                window mean  0.4 m  2026-11-23 03:08:30 CET

                no readings are stored under fl-03
                """,
            "\(text)"
        )
    }

    @Test("A rule that has changed or gone since is not taken for the one that spoke")
    func changed() throws {
        let changed = try Self.page(Self.rule(version: "aaaaaaaaaa"), hash: "zzzzzzzzzz").lines
        #expect(changed.contains { $0.contains("version 9k2m41xq0a, changed since") })
        #expect(changed.contains { $0.contains("zzzzzzzzzz; 0a1b2c3d4e is in force now") })
        #expect(!changed.contains { $0.hasPrefix("definition") })
        #expect(try Self.page(nil).lines.contains { $0.contains("no longer in force") })
        #expect(try Self.page(nil, hash: "").lines.contains { $0.contains("not recorded") })
    }
}
