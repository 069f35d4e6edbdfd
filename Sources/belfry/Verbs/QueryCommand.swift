import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryModel

/// `belfry query`: one series' readings, or their aggregates over steps.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Print a series: its readings, or their aggregates over steps.",
        discussion:
            "A series is agency/sensor/quantity, for example environment/aq-07/no2. Without --from: of the last hour."
    )

    @Argument(help: ArgumentHelp("agency/sensor/quantity", valueName: "series"))
    var series: String

    @OptionGroup
    var options: SeriesOptions

    @Flag(help: "Print CSV with times in UTC.")
    var csv = false

    @Flag(help: "Print one JSON object a line, one for each point.")
    var json = false

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        if csv, json { throw ValidationError("--csv and --json exclude each other") }
    }

    func run() throws {
        let (start, end) = options.times(reaching: Nanoseconds.perHour)
        let answer = try wholeAnswer(from: start, to: end)
        if json {
            for point in answer.points { try StandardOutput.writeLine(JSONText.line(QueryRecord(point, of: answer))) }
            return
        }
        let page = SeriesPage(answer: answer, local: .system, terminal: .current())
        for line in csv ? page.csvLines : page.lines { try StandardOutput.writeLine(line) }
    }

    /// The answer to the question, its pieces put together.
    private func wholeAnswer(from start: Timestamp, to end: Timestamp) throws -> QueryDocument {
        let points = options.points(of: series, client: try connection.client())
        var whole: QueryDocument?
        try points.forEachPage(from: start, to: end) { page in
            guard whole != nil else { return whole = page }
            whole?.points += page.points
            whole?.truncated = page.truncated
        }
        guard let whole else { throw ValidationError("--from must lie before --to") }
        return whole
    }
}
