import ArgumentParser
import BelfryDaemon
import BelfryModel

/// `belfry replay`: what the rules say about a recording, in virtual time.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Feed traces or CSV files through the engine and print findings and incidents.",
        discussion: """
            A trace is what "belfry run --record" and "belfry simulate" write. A CSV file has the header \
            timestamp,value or timestamp,sensor,quantity,value[,unit]. Output is NDJSON. --scores writes how unusual each \
            row of a CSV file was, from 0 to 1; 0.5 and above is what a rule with detector: anomaly raises. Without a \
            configuration no rule is in force. Rows are in order of time; some may be late by the allowed lateness, or go back \
            where a sensor's clock was set back, and are told then.
            """
    )

    @Argument(help: "Traces (.ndjson) or CSV files, in order of time.")
    var files: [String]

    @OptionGroup
    var file: ConfigurationOptions

    @Option(help: "Threads that evaluate; the result is the same for every number.")
    var shards: Int?

    @Option(help: ArgumentHelp("Write an anomaly score for each row of a CSV file.", valueName: "file"))
    var scores: String?

    func run() throws {
        var configuration = try file.loadOrDefaults()
        if let shards {
            guard (1...64).contains(shards) else { throw ValidationError("--shards takes 1 to 64") }
            configuration.engine.shards = shards
        }
        do {
            let replay = try Replay(configuration: configuration, scores: scores)
            let summary = try replay.run(files: files) { output in
                switch output {
                case .finding(let finding): try StandardOutput.writeLine(JSONText.line(ReplayLine(finding)))
                case .incident(let event): try StandardOutput.writeLine(JSONText.line(ReplayLine(event)))
                }
            }
            for table in summary.disorder {
                StandardError.write("belfry: \(TerminalText.neutralised(Self.note(table)))\n")
            }
        } catch let fault as FileFault {
            throw CommandFailure("cannot replay", why: fault.description, status: .noInput)
        }
    }
    private static func note(_ table: TableDisorder) -> String {
        let rows = table.rows == 1 ? "1 row is" : "\(MeasureText.grouped(table.rows)) rows are"
        return
            "\(table.file):\(table.line): \(rows) older than rows above by more than the allowed lateness, the first of "
            + "\(table.time.rfc3339), and taken as a sensor's clock that was set back; if none was, sort by time"
    }
}
