import ArgumentParser
import BelfryDaemon
import BelfryModel

/// `belfry import`: the history of another gateway, or of another program, into this one's store.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take readings out of CSV or NDJSON files into the store, while the daemon is stopped.",
        discussion: """
            Takes what belfry export writes, and any CSV with the columns timestamp,value and, in any order, sensor, \
            quantity, unit, agency, quality. Times are YYYY-MM-DD HH:MM:SS (UTC) or RFC 3339, values may be in any unit \
            of their quantity. Where the store has a reading of the same series and time, that of the file counts from \
            now on. The same file again changes nothing.

            A gateway that has heard nothing itself learns from what it is given, so that one that takes another's place \
            knows how its sensors behave:

              belfry export --from 30d > history.csv          on the old gateway
              systemctl stop belfry                           on the new one
              sudo -u belfry belfry import history.csv
              systemctl start belfry
            """
    )

    @Argument(help: "CSV or NDJSON files; - is standard input.")
    var files: [String]

    @Option(help: "The agency of rows that name none; without it, that of the known sensor of that name.")
    var agency: String?

    @Option(help: "The sensor of files without a column sensor; else the file's name.")
    var sensor: String?

    @Option(help: "The quantity of files without a column quantity.")
    var quantity: String?

    @Option(help: "The unit of rows that name none; else the one that the series is kept in.")
    var unit: String?

    @Flag(
        help: """
            Have the detectors learn from the history also where this gateway has heard something itself; what is raised \
            now is cleared at the next start, and rings anew if it still holds.
            """
    )
    var learn = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup
    var file: ConfigurationOptions

    func run() throws {
        let configuration = try file.load(secrets: .whereAvailable)
        let summary: Import.Summary
        do throws(Import.Fault) {
            var work = try Import(configuration)
            let defaults = Import.Defaults(agency: agency, sensor: sensor, quantity: quantity, unit: unit)
            summary = try work.run(files: files, defaults: defaults, teaches: learn) { summary in
                StandardError.write("\(MeasureText.grouped(summary.readings)) readings so far\n")
            }
        } catch {
            throw CommandFailure("cannot import", why: error.description, status: error.kind.status)
        }
        if json {
            try StandardOutput.writeLine(JSONText.line(Record(summary)))
        } else {
            for line in ImportText.lines(summary) { try StandardOutput.writeLine(line) }
        }
    }

    private struct Record: Encodable {
        var readings: Int
        var new: Int
        var empty: Int
        var newSeries: Int
        var from: String?
        var to: String?
        var beyondRetention: Int
        var learnt: Int?
        var filesSetAside: [String]

        init(_ summary: Import.Summary) {
            readings = summary.readings
            new = summary.new
            empty = summary.empty
            newSeries = summary.newSeries
            from = summary.readings > 0 ? summary.earliest.rfc3339 : nil
            to = summary.readings > 0 ? summary.latest.rfc3339 : nil
            beyondRetention = summary.beyondRetention
            if case .learnt(let readings) = summary.learning { learnt = readings }
            filesSetAside = summary.filesSetAside
        }
    }
}

extension Import.Fault.Kind {
    fileprivate var status: CommandStatus {
        switch self {
        case .file: .noInput
        case .configuration: .configuration
        case .inputOutput: .inputOutput
        }
    }
}
