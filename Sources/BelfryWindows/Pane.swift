import BelfryModel

/// All aggregates of one span of time of one series, in memory that its window set owns.
///
/// ```
///   ┌──────┐   ┌───────┬───┐
///   │ span │   │ edges │ … │   components; of most panes they lie right behind the span
///   └──────┘   └───────┴───┘
/// ```
struct Pane: BitwiseCopyable {
    let span: UnsafeMutablePointer<Span>
    let components: UnsafeMutableRawPointer
    /// Shared by all panes of series with the same windows, which is why it is pointed to.
    let sharedShape: UnsafePointer<PaneShape>

    var shape: PaneShape { sharedShape.pointee }

    /// Makes it a span without values.
    func clear(end: Int64, marks: Span.Marks = []) {
        span.initialize(to: Span(end: end, marks: marks))
        if shape.componentBytes > 0 { clearComponents() }
    }

    func add(_ value: Double, sums: PowerSums, time: Int64) {
        span.pointee.add(value, sums: sums)
        if shape.componentBytes > 0 { addToComponents(value, time: time) }
    }

    /// Takes in the values of a pane whose span is a part of this one's.
    func merge(_ part: Pane) {
        guard part.span.pointee.count > 0 else { return }
        span.pointee.merge(part.span.pointee)
        if shape.componentBytes > 0 { mergeComponents(part) }
    }

    /// Becomes a copy of a pane of the same shape.
    func copy(_ other: Pane) {
        span.initialize(to: other.span.pointee)
        components.copyMemory(from: other.components, byteCount: shape.componentBytes)
    }

    /// Becomes a copy of a pane of another shape, in what both keep.
    func adopt(_ other: Pane) {
        clearComponents()
        span.initialize(to: other.span.pointee)
        if other.span.pointee.count > 0 { mergeComponents(other) }
    }

    /// The aggregates as the rest of the house sees them.
    func closedWindow(_ series: SeriesID, start: Int64, standing: WindowStanding, coverage: Float) -> ClosedWindow {
        let count = Int(span.pointee.count)
        let hasEdges = shape.components.contains(.edges) && count > 0
        return ClosedWindow(
            series: series,
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: span.pointee.end),
            count: count,
            sum: count == 0 ? 0 : span.pointee.sums.sum,
            minimum: count == 0 ? .nan : span.pointee.extremes.x,
            maximum: count == 0 ? .nan : -span.pointee.extremes.y,
            standardDeviation: count == 0 ? .nan : span.pointee.sums.standardDeviation(count: count),
            first: hasEdges ? edges.pointee.first : .nan,
            last: hasEdges ? edges.pointee.last : .nan,
            revision: Int(span.pointee.revision),
            standing: standing,
            coverage: coverage
        )
    }
}
