public import BelfryModel

extension WindowSet {
    /// The next span that closes when the series' clock shows `clock`: the one due first, the first length among equals.
    ///
    /// To be called until it answers nil. Spans of one length come in the order of time, each once.
    ///
    /// - Returns: the index of the window's definition and its aggregates; nil where nothing is due.
    public func popDue(by clock: Timestamp, series: SeriesID) -> (index: Int, window: ClosedWindow)? {
        guard head.pointee.nextDue <= clock.nanoseconds, head.pointee.nextDue != .max else { return nil }
        for index in 0..<Int(lengths) where head.pointee.tracks[index].due == head.pointee.nextDue {
            let pane = takeOldest(index)
            findNextDue()
            return (index, pane.closedWindow(series: series, length: head.pointee.tracks[index].length))
        }
        preconditionFailure("the next due time belongs to no open span")
    }

    private func takeOldest(_ index: Int) -> Pane {
        let track = head.pointee.tracks + index
        let front = fronts + index
        let end = track.pointee.oldestEnd
        track.pointee.closedThrough = end
        guard track.pointee.older > 0 else {
            let pane = front.pointee
            front.initialize(to: .closed)
            track.pointee.oldestEnd = .max
            return pane
        }
        let slot = track.pointee.pane(endingAt: end)
        let pane = slot.pointee
        slot.pointee.count = 0
        track.pointee.older -= 1
        track.pointee.oldestEnd = front.pointee.end
        // Usually there was one, and the next to close is the front.
        if track.pointee.older > 0 {
            for slot in 0..<Int(track.pointee.slots) where track.pointee.panes[slot].isOpen {
                track.pointee.oldestEnd = min(track.pointee.oldestEnd, track.pointee.panes[slot].end)
            }
        }
        return pane
    }

    func findNextDue() {
        var next = Int64.max
        for index in 0..<Int(lengths) { next = min(next, head.pointee.tracks[index].due) }
        head.pointee.nextDue = next
    }
}
