// All windows of one series, side by side in one block of memory that somebody else owns.
//
// ┌──────┬─────────┬─────────┬───┬───────────────────┬───────────────────┬───┐
// │ head │ track 0 │ track 1 │ … │ panes of track 0  │ panes of track 1  │ … │
// └──────┴─────────┴─────────┴───┴───────────────────┴───────────────────┴───┘
//
// A track is one window length; its panes are the spans that may be open at once, since readings come late:
//
//     newest event time − lateness          newest event time
//                 │                               │
//        ──┬──────▼────┬───────────┬───────────┬──▼────────┬──
//          │  open     │   open    │   open    │  current  │
//        ──┴───────────┴───────────┴───────────┴───────────┴──
//     ceil(lateness / length) + 1 spans at most; we keep one slot more, slot = (start / length) mod slots
//
// What we did not do: one ring of shared panes of the greatest common divisor (stream slicing) saves an update per
// further length and costs a merge per close; with two lengths it would win nothing.

public import BelfryModel

/// Tumbling windows of several lengths over one series.
///
/// The caller keeps to the order *close, then insert*: everything due by the newest event time has been taken out with
/// ``popDue(by:series:)`` before a reading with that event time goes in. No allocation; O(lengths) a reading.
public struct WindowSet: BitwiseCopyable, @unchecked Sendable {
    // Sendable: a view of memory whose owner, one shard, sees to it that one thread uses it.

    @usableFromInline
    struct Head: BitwiseCopyable {
        @usableFromInline var trackCount: Int
        /// When on the series' clock the first open span closes; `Int64.max`: nothing is open.
        @usableFromInline var nextDue: Int64
    }

    @usableFromInline
    struct Track: BitwiseCopyable {
        @usableFromInline let length: Int64
        @usableFromInline let lateness: Int64
        @usableFromInline let panes: UnsafeMutablePointer<Pane>
        @usableFromInline let slots: Int64
        /// The newest open span, which takes nearly every reading; `currentStart` > `currentEnd` where none is open.
        @usableFromInline var currentStart: Int64
        @usableFromInline var currentEnd: Int64
        @usableFromInline var current: UnsafeMutablePointer<Pane>
        /// The oldest open span; `Int64.max`: none.
        @usableFromInline var oldestStart: Int64
        /// The end of the newest span that was closed: nothing before it opens again.
        @usableFromInline var closedThrough: Int64

        /// When on the series' clock the span that begins at `start` closes.
        @inlinable
        func due(_ start: Int64) -> Int64 { start + length + lateness }
    }

    @usableFromInline let head: UnsafeMutablePointer<Head>

    @inlinable var tracks: UnsafeMutablePointer<Track> {
        UnsafeMutableRawPointer(head + 1).assumingMemoryBound(to: Track.self)
    }

    /// When on the series' clock the next span closes; ``Timestamp/distantFuture`` where nothing is open.
    @inlinable
    public var nextDue: Timestamp { Timestamp(nanoseconds: head.pointee.nextDue) }

    /// How many window lengths there are.
    public var count: Int { head.pointee.trackCount }
}
