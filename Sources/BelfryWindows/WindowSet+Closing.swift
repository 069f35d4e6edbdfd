public import BelfryModel

extension WindowSet {
    /// The next span that closes when the series' clock shows `clock`: the one due first, the first length among equals.
    ///
    /// To be called until it answers nil. Spans of one length come in the order of time, each once.
    ///
    /// - Returns: the index of the window's definition and its aggregates; nil where nothing is due.
    public func popDue(by clock: Timestamp, series: SeriesID) -> (index: Int, window: ClosedWindow)? {
        guard head.pointee.nextDue <= clock.nanoseconds, head.pointee.nextDue != .max else { return nil }
        for index in 0..<count {
            let track = head.pointee.tracks[index]
            guard track.oldestStart != .max, track.due(track.oldestStart) == head.pointee.nextDue else { continue }
            let pane = takeOldest(index)
            findNextDue()
            return (index, pane.closed(series: series, length: track.length))
        }
        preconditionFailure("the next due time belongs to no open span")
    }

    private func takeOldest(_ length: Int) -> Pane {
        let track = head.pointee.tracks + length
        let front = fronts + length
        let start = track.pointee.oldestStart
        track.pointee.closedThrough = start + track.pointee.length
        if front.pointee.pane.start == start {
            // The front is the newest: with it the last open span goes.
            let pane = front.pointee.pane
            front.initialize(to: .closed)
            track.pointee.oldestStart = .max
            return pane
        }
        let slot = track.pointee.pane(ofSpan: Nanoseconds.floorDivide(start, by: track.pointee.length))
        let pane = slot.pointee
        slot.pointee.count = 0
        track.pointee.older -= 1
        var oldest = front.pointee.pane.start
        // Usually there was one, and the next to close is the front.
        if track.pointee.older == 0 {
            track.pointee.oldestStart = oldest
            return pane
        }
        for slot in 0..<Int(track.pointee.slots) where track.pointee.panes[slot].count > 0 {
            oldest = min(oldest, track.pointee.panes[slot].start)
        }
        track.pointee.oldestStart = oldest
        return pane
    }

    func findNextDue() {
        var next = Int64.max
        for index in 0..<count {
            let track = head.pointee.tracks[index]
            if track.oldestStart != .max { next = min(next, track.due(track.oldestStart)) }
        }
        head.pointee.nextDue = next
    }
}
