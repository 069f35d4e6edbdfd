import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

/// Tests of rules, tested.
@Suite("Rule tests")
struct RuleTestTests {
    private static let rules = """
        rules:
          - { name: high, match: { quantity: no2 }, above: 200 ug/m3, clear_below: 180 ug/m3, severity: major }
          - { name: low, match: { quantity: no2 }, below: 1 ug/m3, severity: minor }
        """

    private static let reading =
        "{ sensor: aq-1, quantity: no2, every: 1m, from: \"2026-03-02 08:00\", values: \"150x3 210x3 100x2\" }"

    /// The differences of one test, with its expectations.
    private func differences(_ expectations: String, extra: String = "") throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write(Self.rules, to: "air.yaml")
        let file = try folder.write(
            "tests: [ { name: t, readings: [ \(Self.reading) ], expect: [ \(expectations) ] } ]\n\(extra)",
            to: "air.test.yaml"
        )
        let tests = try RuleTestFile(path: file).tests(environment: [:])
        return try tests.flatMap { try $0.run().differences.map { "\($0.kind.rawValue): \($0.text)" } }
    }

    @Test("A test that is met says nothing")
    func met() throws {
        #expect(try differences("{ rule: high, sensor: aq-1, raised: \"2026-03-02 08:03\" }").isEmpty)
        #expect(
            try differences(
                "{ rule: high, sensor: aq-1, raised: \"2026-03-02 08:02\", cleared: \"2026-03-02 08:07\", within: 1m }"
            ).isEmpty
        )
        #expect(
            try differences(
                "{ rule: high, sensor: aq-1, quantity: no2, raised: \"2026-03-02 09:03\", severity: major }",
                extra: "time_zone: +01:00"
            ) == [
                "differs: high on aq-1 raised 2026-03-02 08:03:00, expected 2026-03-02 09:03:00"
            ]
        )
    }

    @Test("What is missing, what nobody expected, and what came at another time")
    func unmet() throws {
        #expect(
            try differences("{ rule: low, sensor: aq-1, raised: \"2026-03-02 08:03\" }") == [
                "missing: expected low on aq-1 raised 2026-03-02 08:03:00, and it did not come",
                "unexpected: not expected: high on aq-1 raised 2026-03-02 08:03:00: "
                    + "no2 at aq-1: 210 µg/m³, above 200 µg/m³, since 2026-03-02T08:03:00Z",
            ]
        )
        #expect(
            try differences(
                "{ rule: high, sensor: aq-1, raised: \"2026-03-02 08:04\", cleared: never, severity: minor }"
            ) == [
                "differs: high on aq-1 raised 2026-03-02 08:03:00, expected 2026-03-02 08:04:00",
                "differs: high on aq-1 is major, expected minor",
                "differs: high on aq-1 cleared 2026-03-02 08:06:00, expected never",
            ]
        )
    }

    @Test("Every fault of a test file has its place")
    func faults() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.rules, to: "air.yaml")
        let file = try folder.write(
            """
            tests:
              - name: t
                readings:
                  - { sensor: aq-1, quantity: no2, from: yesterday, values: "1 2 x" }
                expect:
                  - { rule: hihg, sensor: aq-1 }
              - { name: u, readings: [], expcet: [] }
            """,
            to: "air.test.yaml"
        )
        let error = #expect(throws: ConfigurationFaults.self) {
            try RuleTestFile(path: file).tests(environment: [:])
        }
        let found = error?.faults.map { "\($0.place.line):\($0.place.column): \($0.problem)" } ?? []
        #expect(
            found == [
                "4:46: \"from\" must be a time such as \"2026-03-02 08:00\", or RFC 3339, not \"yesterday\"",
                "4:65: \"values\" must be values such as \"150x6 210x12 _x3 100\", at most 1000000, not \"1 2 x\"",
                "6:17: \"rule\" must be one of high, low, not \"hihg\"",
                "7:5: the test expects nothing",
                "7:26: \"readings\" is empty",
                "7:30: unknown key \"expcet\" in test",
            ],
            "\(found)"
        )
    }

    @Test("Of rules that are faulty the tests do not complain as well")
    func faultyRules() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "rules: [ { name: high, match: { quantity: no2 }, abvoe: 1 ug/m3, severity: minor } ]\n",
            to: "bad.yaml"
        )
        let file = try folder.write(
            """
            tests:
              - name: t
                only: [ high ]
                readings:
                  - { sensor: aq-1, quantity: no2, unit: ug/m3, every: 1m, from: "2026-03-02 08:00", values: "2x9" }
                expect: [ { rule: high, sensor: aq-1 } ]
            """,
            to: "bad.test.yaml"
        )
        let error = #expect(throws: ConfigurationFaults.self) {
            try RuleTestFile(path: file).tests(environment: [:])
        }
        let files = Set(error?.faults.map(\.place.file) ?? [])
        #expect(files.count == 1 && files.first?.hasSuffix("/bad.yaml") == true, "\(files)")
    }

    @Test(
        "Values in short",
        arguments: [
            ("1 2,3", [1, 2, 3] as [Double?]), ("5x3", [5, 5, 5]), ("_x2 7", [nil, nil, 7]),
            ("20+0.5x3", [20, 20.5, 21]),
            ("-3-1x2", [-3, -4]), ("1e-3x1", [0.001]),
        ]
    )
    func values(text: String, expected: [Double?]) {
        #expect(ReadingRun.values(of: text) == expected)
    }

    @Test("What is no value", arguments: ["", "x3", "5x0", "5x-1", "5x3x3", "a", "5x9999999", "nan", "1+x3"])
    func noValues(text: String) {
        #expect(ReadingRun.values(of: text) == nil)
    }

    @Test("The tests of a rule file lie beside it or in a folder beside it, and are no rules")
    func files() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.rules, to: "rules.d/air.yaml")
        try folder.write("tests: []", to: "rules.d/air.test.yaml")
        try folder.write("tests: []", to: "rules.d/tests/air.test.yaml")
        try folder.write("tests: []", to: "rules.d/tests/other.test.yaml")
        func names(_ argument: String) -> [String] {
            RuleTestFile.files(of: "\(folder.path)/\(argument)").map {
                String($0.path.dropFirst(folder.path.count + 1))
            }
        }
        #expect(names("rules.d/air.yaml") == ["rules.d/air.test.yaml", "rules.d/tests/air.test.yaml"])
        #expect(names("rules.d").count == 3)
        #expect(names("rules.d/none.yaml").isEmpty)
        try folder.write(soundBroker, to: "belfry.yaml")
        #expect(try folder.load().rules.map(\.name) == ["high", "low"])
    }

    @Test("The shipped rules pass the tests that are shipped with them")
    func shipped() throws {
        let files = RuleTestFile.files(of: "\(ShippedFilesTests.folder)/rules.d")
        #expect(files.count == 5)
        for file in files {
            for test in try file.tests(environment: [:]) {
                let result = try test.run()
                #expect(result.isPassed, "\(file.path), \(test.name): \(result.differences.map(\.text))")
            }
        }
    }
}
