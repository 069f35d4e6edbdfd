import BelfryModel

/// All aggregates of one span of time of one series: 96 bytes, valid while the span is open.
struct Pane: BitwiseCopyable {
    var span: Span
    var edges: SpanEdges

    static var closed: Pane { Pane(span: .closed, edges: SpanEdges(0, time: .max)) }

    var isOpen: Bool { span.isOpen }

    mutating func add(_ value: Double, sums: PowerSums, time: Int64) {
        span.add(value, sums: sums)
        edges.add(value, time: time)
    }

    /// The aggregates as the rest of the house sees them.
    func closedWindow(series: SeriesID, length: Int64) -> ClosedWindow {
        ClosedWindow(
            series: series,
            start: Timestamp(nanoseconds: span.end - length),
            end: Timestamp(nanoseconds: span.end),
            count: span.count,
            sum: span.sums.sum,
            minimum: span.extremes.x,
            maximum: -span.extremes.y,
            standardDeviation: span.sums.standardDeviation(count: span.count),
            first: edges.first,
            last: edges.last
        )
    }
}
