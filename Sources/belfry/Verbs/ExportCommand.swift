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
            One series after the other, each by time. The CSV has the columns timestamp,sensor,quantity,value,unit,agency,quality, \
            which belfry replay and belfry import read again; with --step the columns aggregate,step_seconds come in the \
            place of quality, and import refuses it. NDJSON has the keys of belfry query --json. Without --from: of the last day.
            """
    )

    @OptionGroup
    var options: SeriesOptions

    @Flag(help: "Print one JSON object a line, one for each point, in place of CSV.")
    var json = false

    @OptionGroup(title: "Filter")
    var filtering: FilterOptions

    @OptionGroup(title: "Daemon")
    var connection: ConnectionOptions

    func run() throws {
        let (start, end) = options.times(reaching: Nanoseconds.perDay)
        let filter = try filtering.filter()
        let client = try connection.client()
        let series = try client.series().filter { filter.admits($0) }
        let last = options.step == nil ? "quality" : "aggregate,step_seconds"
        if !json { try StandardOutput.writeLine("timestamp,sensor,quantity,value,unit,agency,\(last)") }
        for one in series {
            try options.points(of: one.series, client: client).forEachPage(from: start, to: end) { page in
                for point in page.points {
                    try StandardOutput.writeLine(
                        json ? JSONText.line(QueryRecord(point, of: page)) : csvLine(point, of: one, page)
                    )
                }
            }
        }
    }

    private func csvLine(_ point: QueryPoint, of series: SeriesDocument, _ page: QueryDocument) -> String {
        let last =
            page.aggregate.map { [$0, page.stepSeconds.map { "\($0)" } ?? ""] } ?? [point.quality ?? ""]
        let cells = [point.time, series.sensor, series.quantity, "\(point.value)", page.unit, series.agency] + last
        return cells.map(CSVText.cell).joined(separator: ",")
    }
}
