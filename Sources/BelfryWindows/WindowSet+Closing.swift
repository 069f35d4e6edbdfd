public import BelfryModel

extension WindowSet {
    /// The next span that closes when the series' clock shows `clock`: the one due first, the first length among equals.
    ///
    /// To be called until it answers nil. Spans of one length come in the order of time, each once.
    ///
    /// - Returns: the index of the window's definition and its aggregates; nil where nothing is due.
    public func popDue(by clock: Timestamp, series: SeriesID) -> (index: Int, window: ClosedWindow)? {
        guard nextDue <= clock, nextDue != .distantFuture else { return nil }
        for index in lengths where tracks[index].due == nextDue.nanoseconds {
            let pane = takeOldest(index)
            findLimits()
            return (index, pane.closedWindow(series: series, length: tracks[index].length))
        }
        preconditionFailure("the next due time belongs to no open span")
    }

    private func takeOldest(_ index: Int) -> Pane {
        let track = tracks + index
        let end = track.pointee.oldestEnd
        track.pointee.closedThrough = end
        guard track.pointee.older > 0 else {
            let pane = Pane(span: fronts[index], edges: track.pointee.frontEdges)
            fronts[index] = .closed
            track.pointee.oldestEnd = .max
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

    /// Finds what the head says of open spans; a front that is closed ends before every time.
    func findLimits() {
        var due = Int64.max
        var limit = WindowLimits.eventTimeNanoseconds.upperBound
        for index in lengths {
            due = min(due, tracks[index].due)
            limit = min(limit, fronts[index].end)
        }
        head.pointee.nextDue = Timestamp(nanoseconds: due)
        head.pointee.limit = Timestamp(nanoseconds: min(limit, due))
    }
}
