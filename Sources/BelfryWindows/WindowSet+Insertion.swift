public import BelfryModel

extension WindowSet {
    /// Adds a value to the open span of each length that holds `eventTime`; spans that have closed stay as they are.
    ///
    /// - Parameters:
    ///   - newestEventTime: the newest event time of the series, this reading's included.
    ///   - isNewest: whether this reading brought it.
    @inlinable
    @inline(__always)
    public mutating func insert(_ value: Double, eventTime: Timestamp, newestEventTime: Timestamp, isNewest: Bool) {
        assert(nextDue > newestEventTime || nextDue == .distantFuture, "close what is due before inserting")
        // The newest value that is older than the end of each front belongs to all of them.
        guard isNewest, eventTime < frontsEnd else {
            insertElsewhere(value, eventTime: eventTime, newestEventTime: newestEventTime, isNewest: isNewest)
            return
        }
        let sums = PowerSums(of: value)
        for index in 0..<Int(lengths) { fronts[index].add(value, sums: sums) }
        newest = value
        newestTime = eventTime.nanoseconds
    }

    /// The rarer way: the first value of a new span, or one that was overtaken.
    @usableFromInline
    @inline(never)
    mutating func insertElsewhere(
        _ value: Double,
        eventTime: Timestamp,
        newestEventTime: Timestamp,
        isNewest: Bool
    ) {
        let time = eventTime.nanoseconds
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return }
        let sums = PowerSums(of: value)
        for index in 0..<Int(lengths) {
            insert(value, sums: sums, time: time, newestEventTime: newestEventTime.nanoseconds, index)
        }
        // Of two newest values of one event time the one that arrived last counts.
        if isNewest || time == newestTime {
            newest = value
            newestTime = time
        }
        findFrontsEnd()
    }

    private mutating func insert(
        _ value: Double,
        sums: PowerSums,
        time: Int64,
        newestEventTime: Int64,
        _ index: Int
    ) {
        let track = tracks + index
        let front = fronts + index
        let end = (Nanoseconds.floorDivide(time, by: track.pointee.length) + 1) * track.pointee.length
        guard end > track.pointee.closedThrough, end + track.pointee.lateness > newestEventTime else { return }
        if front.pointee.isOpen, end == front.pointee.end {
            front.pointee.add(value, sums: sums)
            track.pointee.frontEdges.add(value, time: time)
            return
        }
        if front.pointee.isOpen, end < front.pointee.end {
            insertOlder(value, sums: sums, time: time, end: end, index)
        } else {
            if front.pointee.isOpen {
                // The front makes room for a newer span. The slot is empty: there is room for all that can be open.
                let slot = track.pointee.pane(endingAt: front.pointee.end)
                assert(!slot.pointee.isOpen, "two open spans in one slot")
                slot.initialize(to: frontPane(index))
                track.pointee.older += 1
            }
            front.initialize(to: Span(end: end, value: value, sums: sums))
            track.pointee.frontEdges = SpanEdges(value, time: time)
        }
        track.pointee.oldestEnd = min(track.pointee.oldestEnd, end)
        dueNanoseconds = min(dueNanoseconds, track.pointee.due)
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
