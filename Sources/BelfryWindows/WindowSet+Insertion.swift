public import BelfryModel

extension WindowSet {
    /// Adds a value to the open span of each length that holds `eventTime`; spans that have closed stay as they are.
    ///
    /// - Parameters:
    ///   - newestEventTime: the newest event time of the series, this reading's included.
    @inlinable
    public func insert(_ value: Double, eventTime: Timestamp, newestEventTime: Timestamp) {
        assert(nextDue > newestEventTime || nextDue == .distantFuture, "close what is due before inserting")
        let time = eventTime.nanoseconds
        let square = ExactSquare(value)
        for index in 0..<head.pointee.trackCount {
            let track = tracks + index
            if time >= track.pointee.currentStart, time < track.pointee.currentEnd {
                track.pointee.current.pointee.add(value, square: square, time: time)
            } else {
                insert(value, square: square, time: time, newest: newestEventTime.nanoseconds, into: track)
            }
        }
    }

    /// The rarer way: an older span, or the first value of a new one.
    @usableFromInline
    func insert(
        _ value: Double,
        square: ExactSquare,
        time: Int64,
        newest: Int64,
        into track: UnsafeMutablePointer<Track>
    ) {
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return }
        let index = Nanoseconds.floorDivide(time, by: track.pointee.length)
        let start = index * track.pointee.length
        guard start >= track.pointee.closedThrough, track.pointee.due(start) > newest else { return }
        let slot = index - Nanoseconds.floorDivide(index, by: track.pointee.slots) * track.pointee.slots
        let pane = track.pointee.panes + Int(slot)
        if pane.pointee.count > 0 {
            assert(pane.pointee.start == start, "two open spans in one slot")
            pane.pointee.add(value, square: square, time: time)
            return
        }
        pane.initialize(to: Pane(start: start, value: value, square: square, time: time))
        track.pointee.oldestStart = min(track.pointee.oldestStart, start)
        if track.pointee.currentEnd == .min || start > track.pointee.currentStart {
            track.pointee.currentStart = start
            track.pointee.currentEnd = start + track.pointee.length
            track.pointee.current = pane
        }
        head.pointee.nextDue = min(head.pointee.nextDue, track.pointee.due(start))
    }
}
