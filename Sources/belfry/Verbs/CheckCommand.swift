import ArgumentParser
import BelfryDaemon

/// `belfry check`: is the configuration fine, and if not, where.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate configuration and rules; name every fault with its place."
    )

    @OptionGroup
    var file: ConfigurationOptions

    @Flag(help: "Print each fault as a JSON object.")
    var json = false

    /// One fault as `--json` prints it.
    private struct FaultLine: Encodable {
        var file: String
        var line: Int
        var column: Int
        var problem: String
        var remedy: String
    }

    func run() throws {
        let configuration: Configuration
        do {
            configuration = try Configuration.load(
                path: file.config,
                environment: ProcessEnvironment.variables,
                secrets: .whereAvailable
            )
        } catch {
            for fault in error.faults { try write(fault) }
            throw ExitCode(CommandStatus.answerIsNo.rawValue)
        }
        guard !json else { return }
        let parts = [
            Self.counted(configuration.brokers.count, "broker"),
            Self.counted(configuration.subscriptions.count, "subscription"),
            Self.counted(configuration.rules.count, "rule"),
            Self.counted(configuration.fleet.count, "sensor") + " in the fleet",
        ]
        try StandardOutput.writeLine("\(file.config): fine: \(parts.joined(separator: ", "))")
        if configuration.rules.isEmpty {
            try StandardOutput.writeLine(
                "Without rules nothing is detected: put rule files into rules.d beside it, or name them under rule_files."
            )
        }
    }

    private static func counted(_ count: Int, _ what: String) -> String {
        "\(count) \(what)\(count == 1 ? "" : "s")"
    }

    private func write(_ fault: ConfigurationFault) throws {
        let line = FaultLine(
            file: fault.place.file,
            line: fault.place.line,
            column: fault.place.column,
            problem: fault.problem,
            remedy: fault.remedy
        )
        try StandardOutput.writeLine(json ? JSONText.line(line) : TerminalText.neutralised(fault.description))
    }
}
