public import BelfryModel

extension WindowSet {
    /// Adds a value to the newest span of each length.
    ///
    /// Its event time is newer than all before it and older than ``WindowHead/limit``; it is told with the last of several
    /// such values, by ``settle(last:eventTime:)``, before anything else is done.
    @inlinable
    @inline(__always)
    public func addToNewest(_ value: Double) {
        let sums = PowerSums(of: value)
        for index in 0..<head.pointee.count { fronts[index].add(value, sums: sums) }
    }

    /// Tells which value was the last that ``addToNewest(_:)`` was given.
    public func settle(last value: Double, eventTime: Timestamp) {
        for index in lengths where fronts[index].isOpen {
            tracks[index].frontEdges.last = value
            tracks[index].frontEdges.lastTime = eventTime.nanoseconds
        }
    }

    /// Adds any value to the open span of each length that holds `eventTime`; spans that have closed stay as they are.
    ///
    /// - Parameters:
    ///   - newestEventTime: the newest event time of the series, this reading's included.
    public func insert(_ value: Double, eventTime: Timestamp, newestEventTime: Timestamp) {
        assert(nextDue > newestEventTime || nextDue == .distantFuture, "close what is due before inserting")
        let time = eventTime.nanoseconds
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return }
        let sums = PowerSums(of: value)
        for index in lengths {
            let track = tracks + index
            let end = (Nanoseconds.floorDivide(time, by: track.pointee.length) + 1) * track.pointee.length
            guard end > track.pointee.closedThrough,
                end + track.pointee.lateness > newestEventTime.nanoseconds
            else { continue }
            insert(value, sums: sums, time: time, end: end, index)
        }
        findLimits()
    }

    private func insert(_ value: Double, sums: PowerSums, time: Int64, end: Int64, _ index: Int) {
        let track = tracks + index
        let front = fronts + index
        if front.pointee.isOpen, end == front.pointee.end {
            front.pointee.add(value, sums: sums)
            track.pointee.frontEdges.add(value, time: time)
            return
        }
        track.pointee.oldestEnd = min(track.pointee.oldestEnd, end)
        if front.pointee.isOpen, end < front.pointee.end {
            insertOlder(value, sums: sums, time: time, end: end, index)
            return
        }
        if front.pointee.isOpen {
            // The front makes room for a newer span. The slot is empty: there is room for all that can be open.
            let slot = track.pointee.pane(endingAt: front.pointee.end)
            assert(!slot.pointee.isOpen, "two open spans in one slot")
            slot.initialize(to: Pane(span: front.pointee, edges: track.pointee.frontEdges))
            track.pointee.older += 1
        }
        front.initialize(to: Span(end: end, value: value, sums: sums))
        track.pointee.frontEdges = SpanEdges(value, time: time)
    }

    private func insertOlder(_ value: Double, sums: PowerSums, time: Int64, end: Int64, _ index: Int) {
        let slot = tracks[index].pane(endingAt: end)
        if slot.pointee.isOpen {
            assert(slot.pointee.span.end == end, "two open spans in one slot")
            slot.pointee.add(value, sums: sums, time: time)
        } else {
            tracks[index].older += 1
            let span = Span(end: end, value: value, sums: sums)
            slot.initialize(to: Pane(span: span, edges: SpanEdges(value, time: time)))
        }
    }
}
