/// What follows from the pace for the windows that means are taken over.
struct NoveltyWindow: BitwiseCopyable {
    /// Readings of the slow window: a day and a third, within bounds.
    let slowRows: Float
    let slowShare: Float
    /// See ``ReadingPace/share``.
    let share: Float

    init(_ pace: ReadingPace) {
        slowRows = min(max(pace.rowsPerDay * 1.307_44, 88.13), 1_457.47)
        share = pace.share
        slowShare = max(1 / slowRows, share)
    }
}
