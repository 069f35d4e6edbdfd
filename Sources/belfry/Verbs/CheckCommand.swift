import ArgumentParser
import BelfryDaemon

/// `belfry check`: is the configuration fine, and if not, where.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate configuration and rules; name every fault with its place.",
        discussion: """
            Warnings are of what is allowed and will hardly be meant: a rule that can never speak, a name that nothing has. They \
            leave the exit code at 0.
            """
    )

    @OptionGroup
    var file: ConfigurationOptions

    @Flag(help: "Print each fault and each warning as a JSON object.")
    var json = false

    /// One fault as `--json` prints it.
    private struct FaultLine: Encodable {
        /// `error` or `warning`.
        var severity: String
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
        for warning in configuration.warnings { try write(warning, isWarning: true) }
        guard !json else { return }
        let parts = [
            Self.counted(configuration.brokers.count, "broker"),
            Self.counted(configuration.subscriptions.count, "subscription"),
            Self.counted(configuration.rules.count, "rule"),
            Self.counted(configuration.fleet.count, "sensor") + " in the fleet",
        ]
        let warnings = configuration.warnings.count
        let with = warnings > 0 ? ", with \(Self.counted(warnings, "warning"))" : ""
        try StandardOutput.writeLine("\(file.config): fine\(with): \(parts.joined(separator: ", "))")
        if configuration.rules.isEmpty {
            try StandardOutput.writeLine(
                "Without rules nothing is detected: put rule files into rules.d beside it, or name them under rule_files."
            )
        }
    }

    private static func counted(_ count: Int, _ what: String) -> String {
        "\(count) \(what)\(count == 1 ? "" : "s")"
    }

    private func write(_ fault: ConfigurationFault, isWarning: Bool = false) throws {
        let line = FaultLine(
            severity: isWarning ? "warning" : "error",
            file: fault.place.file,
            line: fault.place.line,
            column: fault.place.column,
            problem: fault.problem,
            remedy: fault.remedy
        )
        let text = (isWarning ? "warning: " : "") + fault.description
        try StandardOutput.writeLine(json ? JSONText.line(line) : TerminalText.neutralised(text))
    }
}
