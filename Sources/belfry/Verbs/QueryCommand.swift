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
        let points = options.points(of: series, client: try connection.client())
        // For a machine piece by piece, however long; for eyes all at once, since a chart needs all of it.
        if json || csv {
            var isFirst = true
            try points.forEachPage(from: start, to: end) { page in
                try write(page, isFirst: isFirst)
                isFirst = false
            }
        } else {
            let page = SeriesPage(answer: try whole(points, start, end), local: .system, terminal: .current())
            for line in page.lines { try StandardOutput.writeLine(line) }
            if page.answer.points.isEmpty { try sayWhatIsLeft(from: start, to: end) }
        }
    }

    /// Single readings go before their sums do: who asks for them should not take a month for empty.
    private func sayWhatIsLeft(from start: Timestamp, to end: Timestamp) throws {
        guard options.step.map({ $0.nanoseconds % Nanoseconds.perHour != 0 }) ?? true else { return }
        let hours = SeriesPoints(
            client: try connection.client(),
            series: series,
            step: Nanoseconds.perHour,
            aggregate: Aggregate.count.name
        )
        var count = 0
        try hours.forEachPage(from: start, to: end) { count += $0.points.count }
        guard count > 0 else { return }
        try StandardOutput.writeLine(
            "single readings of that time are no longer kept; --step 1h has \(count) hours of it"
        )
    }

    private func write(_ page: QueryDocument, isFirst: Bool) throws {
        if json {
            for point in page.points { try StandardOutput.writeLine(JSONText.line(QueryRecord(point, of: page))) }
        } else {
            let lines = SeriesPage(answer: page, local: .system, terminal: .current()).csvLines
            for line in lines.dropFirst(isFirst ? 0 : 1) { try StandardOutput.writeLine(line) }
        }
    }

    /// The answer to the question, its pieces put together.
    private func whole(_ points: SeriesPoints, _ start: Timestamp, _ end: Timestamp) throws -> QueryDocument {
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
