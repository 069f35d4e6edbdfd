import BelfryModel

extension WindowSet {
    /// Adds a late value to the windows of a sliding one that hold its time and were told; each is told anew.
    ///
    /// O(windows within the lateness × slices): late readings are few.
    ///
    /// - Parameter end: of the span of the grid that holds the value.
    func reviseSliding(
        _ index: Int,
        _ value: Double,
        sums: PowerSums,
        time: Int64,
        end: Int64,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        let level = levels[index]
        let queue = queue(index)
        let position = end / level.grid.length
        let newest = pace.newestEventTime.nanoseconds
        let lastEnd = end + Int64(level.slices - 1) * level.grid.length
        guard queue.mayHold(position), lastEnd + level.latenessNanoseconds > newest else { return }
        queue.leaf(position, endingAt: end).add(value, sums: sums, time: time)
        if queue.positions.contains(position) { queue.rebuild() }
        for last in position..<min(position + Int64(level.slices), queue.positions.upperBound) {
            let windowEnd = last * level.grid.length
            guard windowEnd + level.latenessNanoseconds > newest else { continue }
            let leaf = queue.leaf(last, endingAt: windowEnd)
            leaf.span.pointee.revision &+= 1
            let whole = whole(index)
            whole.clear(end: windowEnd)
            queue.fold(last - Int64(level.slices) + 1..<last + 1, into: whole)
            whole.span.pointee.revision = leaf.span.pointee.revision
            tell(index, whole, pace, series, told)
        }
    }
}
