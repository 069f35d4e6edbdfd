public import BelfryModel

extension WindowSet {
    /// The next span that closes when the series' clock shows `clock`: the one due first, the first length among equals.
    ///
    /// To be called until it answers nil. Spans of one length come in the order of time, each once.
    ///
    /// - Returns: the index of the window's definition and its aggregates; nil where nothing is due.
    public mutating func popDue(by clock: Timestamp, series: SeriesID) -> (index: Int, window: ClosedWindow)? {
        guard nextDue <= clock, nextDue != .distantFuture else { return nil }
        for index in 0..<Int(lengths) where tracks[index].due == dueNanoseconds {
            let pane = takeOldest(index)
            findNextDue()
            return (index, pane.closedWindow(series: series, length: tracks[index].length))
        }
        preconditionFailure("the next due time belongs to no open span")
    }

    /// A front with its edges, of which the last may be the newest value of all.
    func frontPane(_ index: Int) -> Pane {
        var pane = Pane(span: fronts[index], edges: tracks[index].frontEdges)
        if newestTime >= pane.edges.lastTime {
            pane.edges.last = newest
            pane.edges.lastTime = newestTime
        }
        return pane
    }

    private mutating func takeOldest(_ index: Int) -> Pane {
        let track = tracks + index
        let end = track.pointee.oldestEnd
        track.pointee.closedThrough = end
        guard track.pointee.older > 0 else {
            let pane = frontPane(index)
            fronts[index] = .closed
            track.pointee.oldestEnd = .max
            findFrontsEnd()
            return pane
        }
        let slot = track.pointee.pane(endingAt: end)
        let pane = slot.pointee
        slot.pointee.span.count = 0
        track.pointee.older -= 1
        track.pointee.oldestEnd = fronts[index].end
        // Usually there was one, and the next to close is the front.
        if track.pointee.older > 0 {
            for slot in 0..<Int(track.pointee.slots) where track.pointee.panes[slot].isOpen {
                track.pointee.oldestEnd = min(track.pointee.oldestEnd, track.pointee.panes[slot].span.end)
            }
        }
        return pane
    }

    mutating func findNextDue() {
        dueNanoseconds = .max
        for index in 0..<Int(lengths) { dueNanoseconds = min(dueNanoseconds, tracks[index].due) }
    }

    /// A front that is closed ends before every time.
    mutating func findFrontsEnd() {
        frontsEnd = Timestamp(nanoseconds: WindowLimits.eventTimeNanoseconds.upperBound)
        for index in 0..<Int(lengths) { frontsEnd = min(frontsEnd, Timestamp(nanoseconds: fronts[index].end)) }
    }
}
