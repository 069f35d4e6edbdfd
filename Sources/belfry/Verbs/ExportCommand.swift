import ArgumentParser
import BelfryAPI
import BelfryDaemon
import BelfryModel

/// `belfry export`: many series out, as `replay` and other programs take them in.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the readings of many series, or their aggregates over steps, as CSV or NDJSON.",
        discussion: """
            One series after the other, each by time. The CSV has the columns timestamp,sensor,quantity,value,unit, which \
            belfry replay reads again; NDJSON has the keys of belfry query --json.
            """
    )

    @Option(
        help: ArgumentHelp("From when, inclusive: 1d (ago), 04:30, RFC 3339; a day ago if absent.", valueName: "time")
    )
    var from: TimeArgument?

    @Option(help: ArgumentHelp("Until when, exclusive; now if absent.", valueName: "time"))
    var to: TimeArgument?

    @Option(help: ArgumentHelp("Aggregate over steps of this length.", valueName: "duration"))
    var step: DurationArgument?

    @Option(help: "count, sum, min, max, mean, stddev, first or last; mean if only --step is given.")
    var aggregate: String?

    @Flag(help: "Print one JSON object a line, one for each point, in place of CSV.")
    var json = false

    @OptionGroup(title: "Filter")
    var filtering: FilterOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func validate() throws {
        try SeriesPoints.validate(aggregate: aggregate, hasStep: step != nil, from: from, to: to)
    }

    func run() throws {
        let end = to?.instant ?? SystemClock.wall()
        let start = from?.instant ?? end.advanced(byNanoseconds: -Nanoseconds.perDay)
        let filter = try filtering.filter()
        let client = try connection.client()
        let series = try client.series().filter { filter.admits($0) }
        if !json { try StandardOutput.writeLine("timestamp,sensor,quantity,value,unit") }
        for one in series {
            let points = SeriesPoints(
                client: client,
                series: one.series,
                step: step?.nanoseconds,
                aggregate: SeriesPoints.aggregate(aggregate, hasStep: step != nil)
            )
            try points.forEachPage(from: start, to: end) { page in
                for point in page.points {
                    try StandardOutput.writeLine(
                        json ? JSONText.line(QueryRecord(point, of: page)) : csvLine(point, of: one, unit: page.unit)
                    )
                }
            }
        }
    }

    private func csvLine(_ point: QueryPoint, of series: SeriesDocument, unit: String) -> String {
        [point.time, series.sensor, series.quantity, "\(point.value)", unit].map(CSVText.cell).joined(separator: ",")
    }
}
