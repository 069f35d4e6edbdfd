public import BelfryModel

extension WindowSet {
    /// Adds any value to every span that holds `eventTime` and still takes readings; those that were told are told anew.
    ///
    /// What ends by the newest event time has been closed.
    ///
    /// - Parameters:
    ///   - pace: with the newest event time of the series, this reading's included.
    ///   - told: called with the index of the window's definition, in the order of their length.
    /// - Returns: false where windows that depend on the order of readings have gone on without it.
    @discardableResult
    public func insert(
        _ value: Double,
        eventTime: Timestamp,
        pace: SeriesPace,
        series: SeriesID,
        told: (_ definition: Int, WindowTelling) -> Void
    ) -> Bool {
        let time = eventTime.nanoseconds
        guard WindowLimits.eventTimeNanoseconds.contains(time) else { return true }
        if !levels.isEmpty { insertOnGrid(value, time: time, pace, series, told) }
        guard head.pointee.hasOrdered, let ordered else { return true }
        // Every reading is to come this way.
        head.pointee.limit = .distantPast
        return ordered.insert(value, time: time, pace: pace, series: series, told: told)
    }

    private func insertOnGrid(
        _ value: Double,
        time: Int64,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        let sums = PowerSums(of: value)
        if !head.pointee.isTicking, time >= endedThrough { start(at: time) }
        guard head.pointee.isTicking, time >= endedThrough else {
            insertLate(value, sums: sums, time: time, pace, series, told)
            return
        }
        assert(time < head.pointee.nextDue.nanoseconds, "close what is due before inserting")
        renewFront()
        present(0).add(value, sums: sums, time: time)
        let isFollowed = addToSpansFedByReadings(value, sums: sums, time: time)
        // Where the front is all that a newer reading changes, it need not come this way.
        head.pointee.limit = isFollowed || shape.componentBytes > 0 ? .distantPast : head.pointee.nextDue
    }

    /// Everything up to here has been told: nothing begins before it any more.
    var endedThrough: Int64 {
        if head.pointee.isTicking { return head.pointee.nextDue.nanoseconds - paneNanoseconds }
        return front.pointee.end == .min ? .min : front.pointee.end + Int64(head.pointee.emptyPanes) * paneNanoseconds
    }

    /// Lets panes end one after the other, from the one that holds `time`; nothing newer has been.
    private func start(at time: Int64) {
        let end = levels[0].grid.end(after: time)
        head.pointee.isTicking = true
        head.pointee.nextDue = Timestamp(nanoseconds: end)
        head.pointee.limit = .distantPast
        for index in 1..<max(1, levels.count) {
            let present = present(index)
            // What had values has ended by now, or holds this one too.
            if present.span.pointee.end <= time { present.clear(end: levels[index].grid.end(after: time)) }
            present.span.pointee.marks.remove(.toldIdle)
            if levels[index].slices > 0 {
                queue(index).begin(at: present.span.pointee.end / levels[index].grid.length)
            }
        }
    }

    /// Makes the front the present pane.
    private func renewFront() {
        let end = head.pointee.nextDue.nanoseconds
        guard front.pointee.end != end else { return }
        if front.pointee.count > 0 { keep(present(0), of: 0) }
        present(0).clear(end: end)
        head.pointee.emptyPanes = 0
    }

    /// - Returns: whether there is any.
    private func addToSpansFedByReadings(_ value: Double, sums: PowerSums, time: Int64) -> Bool {
        var isAny = false
        for index in 1..<max(1, levels.count) {
            let present = present(index)
            guard present.span.pointee.marks.contains(.isFedByReadings) else { continue }
            present.add(value, sums: sums, time: time)
            isAny = true
        }
        return isAny
    }
}

extension WindowSet {
    /// Adds a value to spans whose panes have ended.
    private func insertLate(
        _ value: Double,
        sums: PowerSums,
        time: Int64,
        _ pace: SeriesPace,
        _ series: SeriesID,
        _ told: (Int, WindowTelling) -> Void
    ) {
        // Levels whose present span holds it by now, or will when its source ends, as bits.
        var holding: UInt32 = 0
        for index in levels.indices {
            let end = levels[index].grid.end(after: time)
            let present = present(index)
            if index > 0, present.span.pointee.end == end {
                let comesFromSource =
                    holding & 1 << levels[index].source != 0 && !present.span.pointee.marks.contains(.isFedByReadings)
                if !comesFromSource { present.add(value, sums: sums, time: time) }
                holding |= 1 << index
                continue
            }
            if levels[index].slices > 0 {
                reviseSliding(index, value, sums: sums, time: time, end: end, pace, series, told)
                continue
            }
            let (limit, isEndless) = end.addingReportingOverflow(levels[index].latenessNanoseconds)
            guard isEndless || limit > pace.newestEventTime.nanoseconds else { continue }
            guard let pane = revisable(index, end: end) else { continue }
            pane.add(value, sums: sums, time: time)
            pane.span.pointee.revision &+= 1
            tell(index, pane, pace, series, told)
        }
        if !head.pointee.isTicking { findNextDue() }
    }

    /// The ended span of a level that ends at `end`, with its values so far; nil where these may have been given up.
    private func revisable(_ index: Int, end: Int64) -> Pane? {
        if index == 0, front.pointee.end == end { return present(0) }
        for slot in 0..<levels[index].endedCount where ended(index, slot).span.pointee.end == end {
            return ended(index, slot)
        }
        // Spans with values are given up in order of time. One that is not there had none, unless it is older than all.
        guard let oldest = replaceable(index), end > oldest.span.pointee.end else { return nil }
        let endedThrough = endedThrough
        oldest.clear(end: end)
        if oldest.span == front {
            head.pointee.emptyPanes = UInt16(clamping: (endedThrough - end) / paneNanoseconds)
        }
        return oldest
    }

    /// The span of a level that ended first; a pane may still lie in the front.
    private func replaceable(_ index: Int) -> Pane? {
        let isFrontOpen = head.pointee.isTicking && front.pointee.end == head.pointee.nextDue.nanoseconds
        let front = index == 0 && !isFrontOpen && levels[0].definition >= 0 ? present(0) : nil
        guard levels[index].endedCount > 0 else { return front }
        let oldest = ended(index, oldestEnded(index))
        if let front, front.span.pointee.end < oldest.span.pointee.end { return front }
        return oldest
    }
}
