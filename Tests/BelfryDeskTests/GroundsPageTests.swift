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

    /// Cleared at 0.01 m, with other numbers than those it was raised on.
    private static func cleared() throws -> FindingDocument {
        var finding = finding(value: 0.01, to: "02:09:00", text: "the water is gone")
        finding.detectedAt = at("02:09:20")
        finding.configurationHash = "zzzzzzzzzz"
        finding.evidence = [
            EvidenceDocument(name: "window_mean", value: 0.02, unit: "m", time: nil),
            EvidenceDocument(name: "calm_seconds", value: 30, unit: "s", time: nil),
        ]
        finding.raisedOn = GroundsDocument(
            detectedAt: at("02:08:40"),
            value: 0.42,
            threshold: 0.25,
            text: "Water 0.42 m on the street",
            evidence: [
                EvidenceDocument(name: "window_mean", value: 0.4, unit: "m", time: at("02:08:30")),
                EvidenceDocument(name: "rise", value: 0.3, unit: "m", time: nil),
            ],
            configurationHash: "0a1b2c3d4e"
        )
        return finding
    }

    @Test("A cleared finding shows what it was raised on, and beside it what ended it")
    func clearedFinding() throws {
        let page = GroundsPage(
            incident: incident(),
            finding: try Self.cleared(),
            rule: nil,
            readings: nil,
            furtherMembers: ["water/a/level", "water/b/level"],
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .columns(100)
        )
        let text = page.lines.joined(separator: "\n")
        #expect(
            text == """
                CRITICAL  finding f-fl-03 of incident i-4f2k9m1c0a, cleared
                Water 0.42 m on the street
                the water is gone

                from           2026-11-23 03:08:30 CET (1 min ago)
                to             2026-11-23 03:09:00 CET (1 min ago)
                detected       2026-11-23 03:08:40 CET (1 min ago)
                value          0.42 m, limit 0.25 m
                cleared        2026-11-23 03:09:20 CET (40 s ago)
                               at 0.01 m, limit 0.25 m
                kind           flood
                series         water/fl-03/water_level
                rule           flood-street, version 9k2m41xq0a, no longer in force
                configuration  0a1b2c3d4e
                runbook        https://intranet.example/flood

                EVIDENCE      VALUE  AT                       WHEN CLEARED
                window mean   0.4 m  2026-11-23 03:08:30 CET        0.02 m
                rise          0.3 m
                calm seconds                                          30 s

                no readings are stored under fl-03
                """,
            "\(text)"
        )
        let json = try page.jsonLine()
        #expect(json.contains("\"raised_on\":{") && json.contains("\"further_members\":["), "\(json)")
    }

    @Test("A cleared finding of an older daemon shows what it has, and says so")
    func withoutGrounds() throws {
        var finding = try Self.cleared()
        finding.raisedOn = nil
        let page = GroundsPage(
            incident: incident(),
            finding: finding,
            rule: nil,
            readings: nil,
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .eighty
        )
        #expect(page.lines.contains("value          0.01 m, limit 0.25 m"))
        #expect(page.lines.contains { $0.contains("what it was raised on has not been kept") })
        #expect(page.lines.contains { $0.hasPrefix("calm seconds") })
    }

    @Test("Readings of the members of a place stand below one another, and what is left out is named")
    func members() throws {
        let answers = ["traffic/re-04/speed", "traffic/re-05/speed"].map { series in
            QueryDocument(
                series: series,
                unit: "km/h",
                from: at("02:08:00"),
                to: at("02:09:00"),
                stepSeconds: nil,
                aggregate: nil,
                points: [QueryPoint(time: at("02:08:30"), value: 12, quality: "good")],
                truncated: false
            )
        }
        let page = GroundsPage(
            incident: incident(),
            finding: finding(),
            rule: nil,
            readings: nil,
            members: answers,
            furtherMembers: ["traffic/re-04/occupancy"],
            local: .brussels,
            now: try instant("02:10:00"),
            terminal: .pipe
        )
        let text = page.lines.joined(separator: "\n")
        #expect(text.contains("traffic/re-04/speed\nTIME") && text.contains("\n\ntraffic/re-05/speed\nTIME"), "\(text)")
        #expect(
            text.hasSuffix("1 more series: traffic/re-04/occupancy\nto see one: belfry query traffic/re-04/occupancy")
        )
        #expect(!text.contains("no readings are stored"))
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
