import BelfryAPI
import BelfryModel

/// The points of one series, asked for page by page: the daemon cuts long answers into pieces.
struct SeriesPoints {
    /// Pages that are asked for at most.
    private static let pageLimit = 100_000

    let client: DeskClient
    let series: String
    let step: Int64?
    let aggregate: String?

    /// Calls `body` with one page after the other, by time.
    func forEachPage(from start: Timestamp, to end: Timestamp, _ body: (QueryDocument) throws -> Void) throws {
        var from = start
        for _ in 0..<Self.pageLimit {
            let page = try client.query(series, from: from, to: end, step: step, aggregate: aggregate)
            try body(page)
            guard page.truncated, let last = page.points.last, let time = Timestamp(rfc3339: last.time) else { return }
            from = time.advanced(byNanoseconds: step ?? 1)
            guard from < end else { return }
        }
    }
}

/// One line of `query --json` and `export --json`: a point that says by itself what it is.
struct QueryRecord: Encodable {
    var series: String
    var time: String
    var value: Double
    var unit: String
    var quality: String?
    var aggregate: String?
    var stepSeconds: Double?

    init(_ point: QueryPoint, of answer: QueryDocument) {
        series = answer.series
        time = point.time
        value = point.value
        unit = answer.unit
        quality = point.quality
        aggregate = answer.aggregate
        stepSeconds = answer.stepSeconds
    }
}
