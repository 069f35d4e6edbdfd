import ArgumentParser
import BelfryDaemon

/// `belfry test`: do rules find what they should, and nothing else.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run rule tests: readings in, findings expected.",
        discussion: """
            RULES are rule files, folders of them, or test files. The tests of air.yaml are air.test.yaml beside it or in a \
            folder "tests" beside it. Readings go through the engine as in a replay, in virtual time; times of readings \
            are those of their measurement, and "raised" and "cleared" are the instants at which that is detected (the end \
            of a window, not its start), within a second or "within".

              tests:
                - name: an hour of NO2 above the limit raises it once
                  only: [ no2-hour-limit ]          # absent: all of the file
                  readings:
                    - sensor: aq-1
                      quantity: no2
                      unit: ug/m3
                      every: 10m
                      from: "2026-03-02 08:00"
                      values: "150x6 210x6 100x6"
                  expect:                           # [] for silence
                    - rule: no2-hour-limit
                      sensor: aq-1
                      raised: "2026-03-02 10:00"
                      cleared: "2026-03-02 11:00"

            In values, 20+0.5x4 is 20, 20.5, 21, 21.5; _x3 none for three; (19 21 20)x40 the three, forty times.

            Ends with 1 where a test fails.
            """
    )

    @Argument(help: ArgumentHelp("Rule files, folders of them, or files *.test.yaml.", valueName: "rules"))
    var arguments: [String] = ["/etc/belfry/rules.d"]

    @Flag(help: "Print one JSON object a line, one for each test.")
    var json = false

    func run() throws {
        var results: [(file: String, result: RuleTestResult)] = []
        for argument in arguments {
            let files = RuleTestFile.files(of: argument)
            guard !files.isEmpty else {
                throw CommandFailure(
                    "cannot test \(argument)",
                    why: "there is no file \"*\(RuleTestFile.suffix)\" for it",
                    remedy: "write one beside the rules; belfry test --help shows an example",
                    status: .noInput
                )
            }
            for file in files { results += try run(file).map { (file.path, $0) } }
        }
        if !json { try StandardOutput.writeLine(Self.sum(results.map(\.result))) }
        guard results.allSatisfy(\.result.isPassed) else { throw ExitCode(CommandStatus.answerIsNo.rawValue) }
    }

    private func run(_ file: RuleTestFile) throws -> [RuleTestResult] {
        do {
            var results: [RuleTestResult] = []
            if !json { try StandardOutput.writeLine(TerminalText.neutralised(file.path)) }
            for test in try file.tests(environment: ProcessEnvironment.variables) {
                let result = try test.run()
                for line in try lines(of: result) { try StandardOutput.writeLine(line) }
                results.append(result)
            }
            return results
        } catch let faults as ConfigurationFaults {
            throw CommandFailure("cannot run the tests", why: faults.description, status: .configuration)
        }
    }

    private func lines(of result: RuleTestResult) throws -> [String] {
        guard !json else { return [try JSONText.line(RuleTestLine(result))] }
        let terminal = Terminal.current()
        let word =
            result.isPassed
            ? TextStyle.good.applied(to: "ok  ", on: terminal) : TextStyle.bad.applied(to: "FAIL", on: terminal)
        return ["  \(word)  \(TerminalText.neutralised(result.name))"]
            + result.differences.map { "        \(TerminalText.neutralised($0.text))" }
    }

    private static func sum(_ results: [RuleTestResult]) -> String {
        let failed = results.count { !$0.isPassed }
        return "\(results.count) test\(results.count == 1 ? "" : "s"), "
            + (failed == 0 ? "all passed" : "\(failed) failed")
    }
}

/// One line of `belfry test --json`.
private struct RuleTestLine: Encodable {
    var file: String
    var line: Int
    var test: String
    var passed: Bool
    var readings: Int
    var findings: Int
    var differences: [Difference]

    struct Difference: Encodable {
        var kind: String
        var rule: String
        var sensor: String
        var text: String
    }

    init(_ result: RuleTestResult) {
        file = result.place.file
        line = result.place.line
        test = result.name
        passed = result.isPassed
        readings = result.readings
        findings = result.findings
        differences = result.differences.map {
            Difference(kind: $0.kind.rawValue, rule: $0.rule, sensor: $0.sensor, text: $0.text)
        }
    }
}
