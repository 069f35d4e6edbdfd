import ArgumentParser
import BelfryDaemon

/// `belfry backup`: everything that is stored, in one file.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy everything that is stored into one file, while the daemon runs.",
        discussion: """
            The copy is checked whole before it gets its name. To restore it: stop the daemon, remove store.path and \
            store.path.journal, each with its -wal and -shm, put the copy in the place of store.path with the daemon's \
            user as its owner, and start the daemon.
            """
    )

    @Argument(help: ArgumentHelp("The file to make; it must not exist.", valueName: "file"))
    var target: String

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup
    var file: ConfigurationOptions

    func run() throws {
        let configuration = try file.load(secrets: .whereAvailable)
        let report: Backup
        do throws(Backup.Fault) {
            report = try Backup(of: configuration, into: target)
        } catch {
            let failure = "cannot \(error.operation) \(error.path)"
            throw CommandFailure(
                failure,
                why: error.reason,
                remedy: error.remedy,
                status: error.isOfConfiguration ? .configuration : .inputOutput
            )
        }
        if json {
            try StandardOutput.writeLine(JSONText.line(Record(target: target, report: report)))
        } else {
            let counts = "\(MeasureText.grouped(Int(report.readings))) readings, \(report.incidents) incidents"
            let damaged = report.damaged > 0 ? ", \(report.damaged) hours or rows damaged and copied as they are" : ""
            let time = "\(MeasureText.oneDecimal(report.seconds)) s"
            try StandardOutput.writeLine(
                "\(target): \(MeasureText.bytes(report.bytes)), \(counts), checked\(damaged), in \(time)"
            )
        }
    }

    private struct Record: Encodable {
        var file: String
        var bytes: Int64
        var readings: Int64
        var incidents: Int
        var damaged: Int
        var seconds: Double

        init(target: String, report: Backup) {
            file = target
            bytes = report.bytes
            readings = report.readings
            incidents = report.incidents
            damaged = report.damaged
            seconds = report.seconds
        }
    }
}
