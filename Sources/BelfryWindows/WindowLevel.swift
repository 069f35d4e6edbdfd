/// What all series with the same windows share of one of these.
///
/// ```
///   readings ──► level 0: the pane ──► level 1 ──► level 3      a level is composed from the ended spans
///                                 └──► level 2                   of its source, the longest that fits into it
/// ```
struct WindowLevel: BitwiseCopyable {
    let grid: SpanGrid
    /// How long after its end, on the series' clock, a span still takes a reading.
    let latenessNanoseconds: Int64
    /// The level that it is composed from; of the first level itself.
    let source: Int
    /// Its place among the definitions; -1: nobody asked for it, others are composed from it.
    let definition: Int
    /// What its definition asks panes to keep; others may ask for more.
    let components: PaneComponents
    /// Where in the cold block its present span lies, that of the first level excepted: that is the front.
    let presentOffset: Int
    /// Where the ended spans lie that may still be revised; of a sliding window, a span to count in and its queue.
    let endedOffset: Int
    let endedCount: Int
    /// Of a sliding window: how many spans of the grid it is long; else 0.
    let slices: Int
    /// Slices kept behind the window, so that one that was told can be told anew.
    let slicesBehind: Int

    /// The beginning of the window that ends at `end`.
    func start(endingAt end: Int64) -> Int64 {
        slices > 0 ? end - Int64(slices) * grid.length : grid.start(endingAt: end)
    }

    /// Whether another series' level is for the same window.
    func isSameWindow(as other: WindowLevel) -> Bool { grid == other.grid && slices == other.slices }
}
