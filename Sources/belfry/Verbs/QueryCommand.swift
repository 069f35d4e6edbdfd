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

    /// Answers that are put together at most; the daemon cuts long ones into pieces.
    private static let pageLimit = 1_000

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
        if let aggregate, Aggregate(name: aggregate) == nil {
            let known = Aggregate.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("unknown aggregate \"\(aggregate)\"; known are \(known)")
        }
        if aggregate != nil, step == nil { throw ValidationError("--aggregate needs --step, for example --step 5m") }
        if csv, json { throw ValidationError("--csv and --json exclude each other") }
        if let from, let to, from.instant >= to.instant { throw ValidationError("--from must lie before --to") }
    }

    func run() throws {
        let now = SystemClock.wall()
        let end = to?.instant ?? now
        let start = from?.instant ?? end.advanced(byNanoseconds: -Nanoseconds.perHour)
        let answer = try wholeAnswer(from: start, to: end)
        if json {
            for point in answer.points { try StandardOutput.writeLine(JSONText.line(record(point, of: answer))) }
            return
        }
        let page = SeriesPage(answer: answer, local: .system, terminal: .current())
        for line in csv ? page.csvLines : page.lines { try StandardOutput.writeLine(line) }
    }

    /// The answer to the question, its pieces put together.
    private func wholeAnswer(from start: Timestamp, to end: Timestamp) throws -> QueryDocument {
        let client = try connection.client()
        var whole = try client.query(series, from: start, to: end, step: step?.nanoseconds, aggregate: aggregateName)
        var pages = 1
        while whole.truncated, pages < Self.pageLimit, let last = whole.points.last,
            let time = Timestamp(rfc3339: last.time)
        {
            let next = try client.query(
                series,
                from: time.advanced(byNanoseconds: step?.nanoseconds ?? 1),
                to: end,
                step: step?.nanoseconds,
                aggregate: aggregateName
            )
            whole.points += next.points
            whole.truncated = next.truncated && !next.points.isEmpty
            pages += 1
        }
        return whole
    }

    private var aggregateName: String? {
        aggregate ?? (step == nil ? nil : Aggregate.mean.name)
    }

    private func record(_ point: QueryPoint, of answer: QueryDocument) -> QueryRecord {
        QueryRecord(
            series: answer.series,
            time: point.time,
            value: point.value,
            unit: answer.unit,
            quality: point.quality,
            aggregate: answer.aggregate,
            stepSeconds: answer.stepSeconds
        )
    }
}

/// One line of `query --json`: a point that says by itself what it is.
private struct QueryRecord: Encodable {
    var series: String
    var time: String
    var value: Double
    var unit: String
    var quality: String?
    var aggregate: String?
    var stepSeconds: Double?
}
