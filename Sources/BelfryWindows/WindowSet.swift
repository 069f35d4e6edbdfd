// All windows of one series: a head that its owner keeps, and two blocks of memory that somebody else owns, one that every
// reading touches, one that few do. Memory is what a reading costs: with ten thousand series each one's state has left the
// nearer caches by the time its next reading comes, so what every reading touches is kept small.
//
//   head   when something closes, and up to when a newer reading belongs to all fronts
//   hot    ┌─────────┬─────────┬───┐
//          │ front 0 │ front 1 │ … │    a front: the newest open span of one length, a cache line
//          └─────────┴─────────┴───┘
//   cold   ┌─────────┬─────────┬───┬─────────────────────┬─────────────────────┬───┐
//          │ track 0 │ track 1 │ … │ older open spans, 0 │ older open spans, 1 │ … │
//          └─────────┴─────────┴───┴─────────────────────┴─────────────────────┴───┘
//
// Several spans of one length are open at once, since readings come late:
//
//     newest event time − lateness          newest event time
//                 │                               │
//        ──┬──────▼────┬───────────┬───────────┬──▼────────┬──
//          │  older    │   older   │   older   │   front   │
//        ──┴───────────┴───────────┴───────────┴───────────┴──
//     ceil(lateness / length) + 1 spans at most, and one slot to spare; slot = (start / length) mod slots
//
// What we did not do: panes of the greatest common divisor shared by all lengths (stream slicing) save an update per
// further length and cost a merge per close; with two lengths they would win nothing.

public import BelfryModel

/// Tumbling windows of several lengths over one series.
///
/// The caller keeps to the order *close, then insert*: everything due by the newest event time has been taken out with
/// ``popDue(by:series:)`` before a reading with that event time goes in. No allocation; O(lengths) a reading.
public struct WindowSet: BitwiseCopyable, @unchecked Sendable {
    // Sendable: a view of memory whose owner, one shard, sees to it that one thread uses it.

    /// What there is to know of one length besides its newest open span.
    @usableFromInline
    struct Track: BitwiseCopyable {
        let length: Int64
        let lateness: Int64
        /// The older open spans.
        let panes: UnsafeMutablePointer<Pane>
        let slots: Int64
        /// How many there are.
        var older = 0
        /// The end of the oldest open span, the front included; `Int64.max`: none.
        var oldestEnd = Int64.max
        /// The end of the newest span that was closed: nothing before it opens again.
        var closedThrough = Int64.min
        /// Of the front.
        var frontEdges = SpanEdges(0, time: .max)

        /// When on the series' clock the oldest open span closes.
        var due: Int64 { oldestEnd == .max ? .max : oldestEnd + lateness }

        /// Where the span with that end lies while it is open and not the front.
        func pane(endingAt end: Int64) -> UnsafeMutablePointer<Pane> {
            let number = Nanoseconds.floorDivide(end, by: length)
            return panes + Int(number - Nanoseconds.floorDivide(number, by: slots) * slots)
        }
    }

    @usableFromInline let head: UnsafeMutablePointer<WindowHead>
    /// The newest open span of each length, which takes nearly every reading.
    @usableFromInline let fronts: UnsafeMutablePointer<Span>
    @usableFromInline let tracks: UnsafeMutablePointer<Track>

    /// The windows that lie in this memory, or are to be laid out there before anything else.
    @inlinable
    public init(
        head: UnsafeMutablePointer<WindowHead>,
        hot: UnsafeMutableRawPointer,
        cold: UnsafeMutableRawPointer
    ) {
        self.head = head
        self.fronts = hot.assumingMemoryBound(to: Span.self)
        self.tracks = cold.assumingMemoryBound(to: Track.self)
    }

    /// When on the series' clock the next span closes; ``Timestamp/distantFuture`` where nothing is open.
    public var nextDue: Timestamp { head.pointee.nextDue }

    var lengths: Range<Int> { 0..<head.pointee.count }
}
