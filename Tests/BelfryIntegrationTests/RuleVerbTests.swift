// What the verbs about rules say of a daemon that has a history.

import BelfryTestSupport
import Foundation
import Testing

extension IntegrationTests {
    @Suite("Verbs about rules", .serialized) struct RuleVerbTests {}
}

extension IntegrationTests.RuleVerbTests {
    private static let rules = """
        rules:
          - name: no2-hour
            owner: environment
            revision: 3
            match: { quantity: no2 }
            window: { tumbling: 1h, aggregate: mean }
            above: 200 ug/m3
            severity: major
            text: "NO2 {value} {unit} in the hour at {sensor}"
          - { name: no2-now, match: { quantity: no2 }, above: 400 ug/m3, severity: minor, runbook: "https://x.example/no2" }
        """

    /// Six hours of readings every ten minutes, the third of 190 and the fourth of 230 µg/m³, which ended an hour ago or more.
    private static func history() -> (table: String, third: Date) {
        let hour = (Date().timeIntervalSince1970 / 3_600).rounded(.down) * 3_600
        let start = Date(timeIntervalSince1970: hour - 7 * 3_600)
        let form = ISO8601DateFormatter()
        var lines = ["timestamp,sensor,quantity,value,unit,agency"]
        for index in 0..<36 {
            let value = [100, 100, 190, 230, 100, 100][index / 6]
            let time = form.string(from: start.addingTimeInterval(Double(index) * 600))
            lines.append("\(time),aq-1,no2,\(value),ug/m3,env")
        }
        return (lines.joined(separator: "\n") + "\n", start.addingTimeInterval(2.5 * 3_600))
    }

    @Test("Backtest, explain and why-not over an imported history", .timeLimit(.minutes(2)))
    func history() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let daemon = try BelfryProcess(
            yaml: """
                mqtt:
                  - broker: mqtt://127.0.0.1:\(broker.port)
                    subscribe:
                      - { topic: "city/{sensor}/{quantity}", format: value, agency: env, unit: { no2: ug/m3 } }
                fleet: [ { sensor: aq-1, cadence: 10m } ]
                rule_files: [ rules.yaml ]
                """,
            files: ["rules.yaml": Self.rules]
        )
        let (table, third) = Self.history()
        try daemon.write(table, to: "history.csv")
        let imported = try BelfryProcess.run([
            "import", daemon.folder.appending(path: "history.csv").path, "--config", daemon.configurationPath,
        ])
        #expect(imported.status == 0, "\(imported.error)")
        try daemon.start()
        try daemon.connected()
        func run(_ arguments: String..., file: Bool = true) throws -> String {
            let config = file ? ["--config", daemon.configurationPath] : []
            let answer = try BelfryProcess.run(arguments + config + ["--socket", daemon.socketPath])
            #expect(answer.status == 0, "\(arguments): \(answer.error)")
            return answer.output
        }

        let rules = try daemon.list("rules")
        #expect(rules.map { $0["owner"] as? String } == ["environment", ""])
        let hash = try #require(rules[0]["configuration_hash"] as? String)

        try daemon.write(Self.rules.replacing("200 ug/m3", with: "180 ug/m3"), to: "changed.yaml")
        let changed = daemon.folder.appending(path: "changed.yaml").path
        let backtest = try run("backtest", "--rules", changed, "--from", "1d")
        print(backtest)
        let lines = try run("backtest", "--rules", changed, "--from", "1d", "--json").split(separator: "\n")
        #expect(lines.count { $0.contains("\"type\":\"event\"") } == 1)
        #expect(lines.first?.contains("\"raised_by\":\"both\"") == true, "\(lines)")
        try daemon.write(Self.rules.replacing("200 ug/m3", with: "250 ug/m3"), to: "changed.yaml")
        let less = try run("backtest", "--rules", changed, "--from", "1d")
        #expect(less.contains("ONLY THE RULES IN FORCE RAISE") && less.contains("NO2 230"), "\(less)")

        let at = ISO8601DateFormatter().string(from: third)
        let silence = try run("explain", "--why-not", "no2-hour", "aq-1", "--at", at)
        print(silence)
        #expect(silence.contains("the value closest to it was 190 µg/m³"), "\(silence)")
        #expect(
            try run("explain", "--why-not", "no2-hour", "aq-1", "--at", at, "--json").contains("\"outcome\":\"stop\"")
        )
        let unknown = try BelfryProcess.run(["explain", "--why-not", "no3", "aq-1", "--socket", daemon.socketPath])
        #expect(unknown.status == 1 && unknown.error.contains("in force are no2-hour, no2-now"), "\(unknown.error)")

        let sensors = try Sensors(on: broker)
        sensors.send("city/aq-1/no2", "430")
        try eventually("it is raised", within: 20) { try !daemon.incidents(at: "aq-1").isEmpty }
        let incident = try #require(try daemon.incidents(at: "aq-1").first)
        let findings = incident["findings"] as? [[String: Any]] ?? []
        let finding = try #require(findings.first { $0["rule"] as? String == "no2-now" })
        #expect(finding["configuration_hash"] as? String == hash)
        let identifier = try #require(finding["id"] as? String)
        let grounds = try run("explain", identifier)
        print(grounds)
        for words in ["430 µg/m³, limit 400 µg/m³", "version", hash, "https://x.example/no2", "EVIDENCE"] {
            #expect(grounds.contains(words), "\(words) in \(grounds)")
        }
        #expect(try run("explain", try #require(incident["id"] as? String)).contains(identifier))
        let spoke = try run("explain", "--why-not", "no2-now", "aq-1")
        print(spoke)
        #expect(spoke.contains("it does not stay silent") && spoke.contains(identifier), "\(spoke)")
        let line = try run("explain", identifier, "--json")
        #expect(line.contains("\"is_rule_unchanged\":true"), "\(line)")
        sensors.send("city/aq-1/no2", "100")
        try eventually("it is cleared", within: 20) {
            let ended = try run("explain", identifier)
            return ended.contains("430 µg/m³, limit 400 µg/m³") && ended.contains("at 100 µg/m³, limit 400 µg/m³")
        }
        try daemon.terminate()
    }

    @Test("belfry test names what differs, and ends with 1")
    func tests() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "belfry-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let rules = folder.appending(path: "air.yaml").path
        try Self.rules.write(toFile: rules, atomically: true, encoding: .utf8)
        let none = try BelfryProcess.run(["test", rules])
        #expect(none.status == 66 && none.error.contains(".test.yaml"), "\(none.error)")
        try """
        tests:
          - name: too early
            only: [ no2-now ]
            readings: [ { sensor: a, quantity: no2, from: "2026-03-02 08:00", values: "100x5 430" } ]
            expect: [ { rule: no2-now, sensor: a, raised: "2026-03-02 08:04" } ]
          - { name: calm, readings: [ { sensor: a, quantity: no2, from: "2026-03-02 08:00", values: "100x5" } ], expect: [] }
        """.write(toFile: folder.appending(path: "air.test.yaml").path, atomically: true, encoding: .utf8)
        let answer = try BelfryProcess.run(["test", rules])
        #expect(answer.status == 1)
        #expect(answer.output.contains("FAIL  too early") && answer.output.contains("ok    calm"), "\(answer.output)")
        #expect(answer.output.contains("2 tests, 1 failed"), "\(answer.output)")
        let lines = try BelfryProcess.run(["test", folder.path, "--json"]).output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("\"passed\":false"), "\(lines)")
    }
}
