import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryModel

/// `belfry query`: one series' readings, or their aggregates over steps.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Print a series: its readings, or their aggregates over steps.",
        discussion: "A series is agency/sensor/quantity, for example environment/aq-07/no2."
    )

    @Argument(help: ArgumentHelp("agency/sensor/quantity", valueName: "series"))
    var series: String

    @Option(
        help: ArgumentHelp("From when, inclusive: 1h (ago), 04:30, RFC 3339; an hour ago if absent.", valueName: "time")
    )
    var from: TimeArgument?

    @Option(help: ArgumentHelp("Until when, exclusive; now if absent.", valueName: "time"))
    var to: TimeArgument?

    @Option(help: ArgumentHelp("Aggregate over steps of this length.", valueName: "duration"))
    var step: DurationArgument?

    @Option(help: "count, sum, min, max, mean, stddev, first or last; mean if only --step is given.")
    var aggregate: String?

    @Flag(help: "Print CSV with times in UTC.")
    var csv = false

    @Flag(help: "Print one JSON object a line, one for each point.")
    var json = false

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        try SeriesPoints.validate(aggregate: aggregate, hasStep: step != nil, from: from, to: to)
        if csv, json { throw ValidationError("--csv and --json exclude each other") }
    }

    func run() throws {
        let now = SystemClock.wall()
        let end = to?.instant ?? now
        let start = from?.instant ?? end.advanced(byNanoseconds: -Nanoseconds.perHour)
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
        let points = SeriesPoints(
            client: try connection.client(),
            series: series,
            step: step?.nanoseconds,
            aggregate: SeriesPoints.aggregate(aggregate, hasStep: step != nil)
        )
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
