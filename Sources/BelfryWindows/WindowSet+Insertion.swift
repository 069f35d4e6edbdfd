public import BelfryModel

extension WindowSet {
    /// Adds a value to the open span of each length that holds `eventTime`; spans that have closed stay as they are.
    ///
    /// - Parameters:
    ///   - newestEventTime: the newest event time of the series, this reading's included.
    @inlinable
    @inline(__always)
    public func insert(_ value: Double, eventTime: Timestamp, newestEventTime: Timestamp) {
        assert(nextDue > newestEventTime || nextDue == .distantFuture, "close what is due before inserting")
        let time = eventTime.nanoseconds
        let sums = PowerSums(of: value)
        for index in 0..<Int(lengths) {
            let front = fronts + index
            // Not before its first value and before its end: then it lies within.
            if time >= front.pointee.firstTime, time < front.pointee.end {
                front.pointee.add(value, sums: sums, time: time)
            } else {
                insertElsewhere(value, sums: sums, time: time, newest: newestEventTime.nanoseconds, index)
            }
        }
    }

    /// The rarer way: the first value of a new span, a value before the first, or one for an older span.
    @usableFromInline
    @inline(never)
    func insertElsewhere(_ value: Double, sums: PowerSums, time: Int64, newest: Int64, _ index: Int) {
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return }
        let track = head.pointee.tracks + index
        let length = track.pointee.length
        let end = (Nanoseconds.floorDivide(time, by: length) + 1) * length
        guard end > track.pointee.closedThrough, end + track.pointee.lateness > newest else { return }
        let front = fronts + index
        let pane = front.pointee.isOpen && end < front.pointee.end ? track.pointee.pane(endingAt: end) : front
        if pane.pointee.isOpen, pane.pointee.end == end {
            pane.pointee.add(value, sums: sums, time: time)
            return
        }
        if pane.pointee.isOpen {
            // The front makes room for a newer span. Any other slot is empty: it had room for all that can be open.
            assert(pane == front, "two open spans in one slot")
            track.pointee.pane(endingAt: front.pointee.end).initialize(to: front.pointee)
        }
        if pane != front || pane.pointee.isOpen { track.pointee.older += 1 }
        pane.initialize(to: Pane(end: end, value: value, sums: sums, time: time))
        track.pointee.oldestEnd = min(track.pointee.oldestEnd, end)
        head.pointee.nextDue = min(head.pointee.nextDue, track.pointee.due)
    }
}
