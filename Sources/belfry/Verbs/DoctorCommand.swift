import ArgumentParser
import BelfryAPI
import BelfryDaemon
import Glibc

/// `belfry doctor`: what a gateway rests on, and what would go wrong with it.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at configuration, daemon, disk, clock and brokers, and say what would go wrong.",
        discussion: """
            A broker does not tell its clients how much it keeps for one that is away, and mosquitto's defaults keep \
            little. For a mosquitto on this machine doctor reads its files and says what the shipped drop-in would \
            change; with --measure it finds out at any broker, by publishing 6,000 small messages on belfry/doctor/…

            Ends with 1 where something does not work.
            """
    )

    @Flag(help: "Measure what each broker keeps for a gateway that is away.")
    var measure = false

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    @Option(help: ArgumentHelp("Where mosquitto on this machine has its configuration.", valueName: "folder"))
    var mosquittoFolder = "/etc/mosquitto"

    @OptionGroup
    var file: ConfigurationOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func run() throws {
        let configuration = try file.load(secrets: .whereAvailable)
        var hasFault = false
        func tell(_ finding: DoctorFinding) throws {
            hasFault = hasFault || finding.verdict == .fault
            try write(finding)
        }
        let files = configuration.files.count
        try tell(DoctorFinding("configuration", .fine, "\(files) files, \(configuration.rules.count) rules"))
        try tell(daemon(of: configuration))
        let doctor = Doctor(configuration, mosquittoFolder: mosquittoFolder, dropIn: Self.dropIn)
        try doctor.examine(measuringBrokers: measure, tell)
        if hasFault { throw ExitCode(CommandStatus.answerIsNo.rawValue) }
    }

    private func daemon(of configuration: Configuration) throws(CommandFailure) -> DoctorFinding {
        var connection = connection
        // Nobody named another: the one that this configuration is for.
        if connection.socket == Endpoint.standardSocket { connection.socket = configuration.http.socket }
        let client = try connection.client()
        do throws(CommandFailure) {
            let status = try client.status()
            guard !status.reasons.isEmpty else {
                return DoctorFinding("daemon", .fine, "\(status.gateway) is \(status.status)")
            }
            return DoctorFinding("daemon", .advice, status.reasons.joined(separator: "; "))
        } catch {
            return DoctorFinding("daemon", .advice, "does not answer: \(error.why)", remedy: "systemctl status belfry")
        }
    }

    /// The broker's drop-in, in the source tree or where the package put it.
    private static var dropIn: String {
        let name = "mosquitto/belfry.conf"
        let folder = try? ShippedFiles.folder()
        return "\(folder ?? "/usr/share/belfry")/\(name)"
    }

    private func write(_ finding: DoctorFinding) throws {
        if json { return try StandardOutput.writeLine(JSONText.line(finding)) }
        let terminal = Terminal.current()
        let word = finding.verdict.rawValue.uppercased()
        let style: TextStyle = finding.verdict == .fine ? .good : finding.verdict == .advice ? .caution : .bad
        let text = "\(finding.subject): \(finding.text)" + (finding.remedy.isEmpty ? "" : "\n\(finding.remedy)")
        let lines = text.split(separator: "\n").flatMap {
            LineWrap.lines(TerminalText.neutralised(String($0)), width: 90)
        }
        for (index, line) in lines.enumerated() {
            let head =
                index == 0
                ? style.applied(to: TerminalText.padded(word, to: 7), on: terminal) : String(repeating: " ", count: 7)
            try StandardOutput.writeLine("\(head) \(line)")
        }
    }
}
