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
        let sums = PowerSums(of: value)
        for index in 0..<head.pointee.lengths {
            let front = fronts + index
            if time >= front.pointee.pane.start, time < front.pointee.end {
                front.pointee.pane.add(value, sums: sums, time: time)
            } else {
                insertElsewhere(value, sums: sums, time: time, newest: newestEventTime.nanoseconds, index)
            }
        }
    }

    /// The rarer way: the first value of a new span, or one for an older span.
    @usableFromInline
    func insertElsewhere(_ value: Double, sums: PowerSums, time: Int64, newest: Int64, _ length: Int) {
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return }
        let track = head.pointee.tracks + length
        let index = Nanoseconds.floorDivide(time, by: track.pointee.length)
        let start = index * track.pointee.length
        guard start >= track.pointee.closedThrough, track.pointee.due(start) > newest else { return }
        let front = fronts + length
        let pane = Pane(start: start, value: value, sums: sums, time: time)
        if front.pointee.isOpen, start < front.pointee.pane.start {
            let older = track.pointee.pane(ofSpan: index)
            if older.pointee.count > 0 {
                assert(older.pointee.start == start, "two open spans in one slot")
                older.pointee.add(value, sums: sums, time: time)
                return
            }
            older.initialize(to: pane)
            track.pointee.older += 1
        } else {
            if front.pointee.isOpen {
                let index = Nanoseconds.floorDivide(front.pointee.pane.start, by: track.pointee.length)
                track.pointee.pane(ofSpan: index).initialize(to: front.pointee.pane)
                track.pointee.older += 1
            }
            front.initialize(to: Front(end: start + track.pointee.length, pane: pane))
        }
        track.pointee.oldestStart = min(track.pointee.oldestStart, start)
        head.pointee.nextDue = min(head.pointee.nextDue, track.pointee.due(start))
    }
}
