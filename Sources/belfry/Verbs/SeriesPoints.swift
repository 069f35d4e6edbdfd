import BelfryAPI
import BelfryModel

/// The points of one series, asked for page by page: the daemon cuts long answers into pieces.
struct SeriesPoints {
    /// Pages that are asked for at most.
    private static let pageLimit = 100_000
    /// Steps, and nanoseconds of single readings, that the daemon answers at once.
    private static let stepsPerPage: Int64 = 9_999
    private static let daysPerPage = 400 * Nanoseconds.perDay

    let client: DeskClient
    let series: String
    let step: Int64?
    let aggregate: String?

    /// Calls `body` with one page after the other, by time.
    ///
    /// - Throws: a ``CommandFailure`` where there would be more than ``pageLimit`` of them.
    func forEachPage(from start: Timestamp, to end: Timestamp, _ body: (QueryDocument) throws -> Void) throws {
        var from = start
        for _ in 0..<Self.pageLimit {
            let pageEnd = min(end, longestPage(from: from) ?? end)
            let page = try client.query(series, from: from, to: pageEnd, step: step, aggregate: aggregate)
            try body(page)
            if page.truncated, let last = page.points.last, let time = Timestamp(rfc3339: last.time) {
                from = time.advanced(byNanoseconds: step ?? 1)
            } else {
                from = pageEnd
            }
            guard from < end else { return }
        }
        let why = "\(series) has more than \(Self.pageLimit) pages of points there"
        throw CommandFailure(
            "cannot read all of it",
            why: why,
            remedy: "take longer steps or a shorter time",
            status: .usage
        )
    }

    /// Until where the daemon answers at once: so many steps, or so many days of readings.
    private func longestPage(from start: Timestamp) -> Timestamp? {
        let (length, isTooLong) = step?.multipliedReportingOverflow(by: Self.stepsPerPage) ?? (Self.daysPerPage, false)
        guard !isTooLong else { return nil }
        // On the grid that steps lie on, so that none is cut in two.
        let end = start.advanced(byNanoseconds: length)
        return step.map { end.advanced(byNanoseconds: -(end.nanoseconds % $0)) } ?? end
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
