public import BelfryModel

extension WindowSet {
    /// The next span that closes when the series' clock shows `clock`: the one due first, the first length among equals.
    ///
    /// To be called until it answers nil. Spans of one length come in the order of time, each once.
    ///
    /// - Returns: the index of the window's definition and its aggregates; nil where nothing is due.
    public func popDue(by clock: Timestamp, series: SeriesID) -> (index: Int, window: ClosedWindow)? {
        guard head.pointee.nextDue <= clock.nanoseconds, head.pointee.nextDue != .max else { return nil }
        for index in 0..<head.pointee.trackCount {
            let track = tracks + index
            guard track.pointee.oldestStart != .max,
                track.pointee.due(track.pointee.oldestStart) == head.pointee.nextDue
            else { continue }
            let window = Self.closeOldest(of: track, series: series)
            findNextDue()
            return (index, window)
        }
        assertionFailure("nextDue names a span that is not open")
        findNextDue()
        return nil
    }

    private static func closeOldest(of track: UnsafeMutablePointer<Track>, series: SeriesID) -> ClosedWindow {
        let panes = UnsafeMutableBufferPointer(start: track.pointee.panes, count: Int(track.pointee.slots))
        let start = track.pointee.oldestStart
        var window: ClosedWindow?
        var oldest = Int64.max
        for slot in panes.indices where panes[slot].count > 0 {
            if panes[slot].start == start {
                window = panes[slot].closed(series: series, length: track.pointee.length)
                panes[slot].count = 0
            } else {
                oldest = min(oldest, panes[slot].start)
            }
        }
        track.pointee.oldestStart = oldest
        track.pointee.closedThrough = start + track.pointee.length
        if track.pointee.currentStart == start {
            track.pointee.currentStart = .max
            track.pointee.currentEnd = .min
        }
        guard let window else { preconditionFailure("the oldest open span is in no slot") }
        return window
    }

    func findNextDue() {
        var next = Int64.max
        for index in 0..<head.pointee.trackCount where tracks[index].oldestStart != .max {
            next = min(next, tracks[index].due(tracks[index].oldestStart))
        }
        head.pointee.nextDue = next
    }
}
