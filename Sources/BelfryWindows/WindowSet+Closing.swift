public import BelfryModel

extension WindowSet {
    /// Tells every span that has ended when the series' clock shows `clock`: by its end, the shorter first.
    ///
    /// - Parameters:
    ///   - pace: as it was before the reading that brought the clock there, if one did.
    ///   - told: called with the index of the window's definition.
    public func close(
        by clock: Timestamp,
        pace: SeriesPace,
        series: SeriesID,
        told: (_ definition: Int, WindowTelling) -> Void
    ) {
        let limit = min(clock.nanoseconds, WindowLimits.eventTimeNanoseconds.upperBound)
        while head.pointee.nextDue.nanoseconds <= limit {
            close(endingAt: head.pointee.nextDue.nanoseconds, pace, series, told)
        }
        if head.pointee.hasOrdered { ordered?.close(by: clock, pace: pace, series: series, told: told) }
    }

    private func close(
        endingAt end: Int64,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        // Levels whose span ends now, as bits.
        var ending: UInt32 = head.pointee.isTicking ? 1 : 0
        let paneHasValues = ending != 0 && front.pointee.end == end
        for index in 1..<max(1, levels.count) {
            let present = present(index)
            let source = levels[index].source
            let sourceHasValues = source > 0 || paneHasValues
            if ending & 1 << source != 0, sourceHasValues, !present.span.pointee.marks.contains(.isFedByReadings) {
                present.merge(self.present(source))
            }
            if present.span.pointee.end == end { ending |= 1 << index }
        }
        if ending & 1 != 0 { endPane(at: end, hasValues: paneHasValues, pace, series, told) }
        noteEnd(at: end)
        for index in 1..<max(1, levels.count) where ending & 1 << index != 0 {
            endSpan(index, pace, series, told)
        }
        findNextDue(after: end)
    }

    /// The pane stays in the front as long as nothing newer comes.
    private func endPane(
        at end: Int64,
        hasValues: Bool,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        let emptyPanes = front.pointee.end == .min ? 0 : (end - front.pointee.end) / paneNanoseconds
        let isLive = end <= pace.liveThrough && emptyPanes <= WindowLimits.emptyPanes
        if hasValues {
            tell(0, present(0), pace, series, told)
        } else {
            tellEmpty(0, end: end, isLive: isLive, pace, series, told)
            head.pointee.isTicking = isLive
        }
    }

    /// Notes that everything up to `end` has been told: nothing begins before it any more.
    private func noteEnd(at end: Int64) {
        let panes = front.pointee.end == .min ? .max : (end - front.pointee.end) / paneNanoseconds
        if panes <= UInt16.max {
            head.pointee.emptyPanes = UInt16(panes)
        } else {
            // So long ago that no late reading belongs to what lies in the front.
            present(0).clear(end: end)
            head.pointee.emptyPanes = 0
        }
    }

    private func endSpan(
        _ index: Int,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        let present = present(index)
        let end = present.span.pointee.end
        var marks = Span.Marks()
        let window = levels[index].slices > 0 ? slide(index) : present
        if window.span.pointee.count > 0 {
            tell(index, window, pace, series, told)
            keep(window, of: index)
        } else {
            let isLive = head.pointee.isTicking && end <= pace.liveThrough
            let wasIdle = present.span.pointee.marks.contains(.toldIdle)
            if isLive || !wasIdle { tellEmpty(index, end: end, isLive: isLive, pace, series, told) }
            if !isLive { marks.insert(.toldIdle) }
        }
        present.clear(end: levels[index].grid.next(after: end), marks: marks)
    }

    /// Moves a sliding window on by the span that ends.
    ///
    /// - Returns: all that lies in it now.
    private func slide(_ index: Int) -> Pane {
        let present = present(index)
        let end = present.span.pointee.end
        let queue = queue(index)
        queue.push(present, at: end / levels[index].grid.length)
        let whole = whole(index)
        whole.clear(end: end)
        queue.fold(into: whole)
        return whole
    }

    /// Keeps a span that was told as long as readings may come late, in the place of the oldest.
    func keep(_ pane: Pane, of index: Int) {
        guard levels[index].endedCount > 0 else { return }
        let oldest = ended(index, oldestEnded(index))
        if pane.span.pointee.end > oldest.span.pointee.end { oldest.copy(pane) }
    }

    /// The slot with the span that ended first, or with none.
    func oldestEnded(_ index: Int) -> Int {
        var oldest = 0
        for slot in 1..<max(1, levels[index].endedCount)
        where ended(index, slot).span.pointee.end < ended(index, oldest).span.pointee.end {
            oldest = slot
        }
        return oldest
    }

    func tell(
        _ index: Int,
        _ pane: Pane,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        guard levels[index].definition >= 0 else { return }
        let end = pane.span.pointee.end
        let start = levels[index].start(endingAt: end)
        let coverage = pace.coverage(count: pane.span.pointee.count, nanoseconds: end - start)
        let standing: WindowStanding = coverage < WindowStanding.leastCoverage ? .incomplete : .complete
        let window = pane.closedWindow(series, start: start, standing: standing, coverage: coverage)
        told(levels[index].definition, WindowTelling(window: window, pane: pane))
    }

    private func tellEmpty(
        _ index: Int,
        end: Int64,
        isLive: Bool,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        guard levels[index].definition >= 0 else { return }
        let start = levels[index].start(endingAt: end)
        let standing: WindowStanding = isLive ? .empty : .idle
        let window = ClosedWindow.empty(
            series,
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: end),
            standing: standing,
            coverage: pace.coverage(count: 0, nanoseconds: end - start)
        )
        told(levels[index].definition, WindowTelling(window: window, pane: nil))
    }

    /// Finds what the head says, after the spans that end at `end` have ended.
    private func findNextDue(after end: Int64) {
        guard !head.pointee.isTicking else {
            head.pointee.nextDue = Timestamp(nanoseconds: end + paneNanoseconds)
            // The front is renewed before it takes a newer value.
            head.pointee.limit = .distantPast
            return
        }
        findNextDue()
    }

    /// Finds the next end of a span that has something to tell while no panes end.
    func findNextDue() {
        var due = Int64.max
        for index in 1..<max(1, levels.count) {
            let span = present(index).span
            let isInQueue = levels[index].slices > 0 && queue(index).hasValues
            let hasSomethingToTell = span.pointee.count > 0 || isInQueue || !span.pointee.marks.contains(.toldIdle)
            if span.pointee.end != .min, hasSomethingToTell { due = min(due, span.pointee.end) }
        }
        head.pointee.nextDue = Timestamp(nanoseconds: due)
        head.pointee.limit = .distantPast
    }
}
