public import BelfryModel

extension WindowSet {
    /// Takes over the spans of other windows of the same series, after a reload or a restart.
    ///
    /// A window whose sources are the same goes on as if nothing had happened. One that is composed from other panes now
    /// keeps what it has and is fed by readings until it ends. One that was not there, or did not keep what it is asked for
    /// now, begins anew.
    ///
    /// - Parameter newestEventTime: of the series.
    /// - Returns: the indices of the definitions that begin anew; none where nothing had come yet.
    @discardableResult
    public func adopt(from other: WindowSet, newestEventTime: Timestamp) -> [Int] {
        var anew: [Int] = []
        if let ordered, let others = other.ordered {
            anew += ordered.adopt(from: others, newestEventTime: newestEventTime)
        } else if let ordered, newestEventTime != .distantPast {
            anew += ordered.definitions
        }
        return anew + adoptOnGrid(from: other, newestEventTime: newestEventTime)
    }

    private func adoptOnGrid(from other: WindowSet, newestEventTime: Timestamp) -> [Int] {
        if other.levels.isEmpty, newestEventTime != .distantPast {
            return levels.map(\.definition).filter { $0 >= 0 }
        }
        guard other.front.pointee.end != .min, !levels.isEmpty, !other.levels.isEmpty else { return [] }
        let presentTime = max(other.endedThrough, newestEventTime.nanoseconds)
        if levels[0].grid == other.levels[0].grid {
            let hasOrdered = head.pointee.hasOrdered
            head.pointee = other.head.pointee
            head.pointee.hasOrdered = hasOrdered
            present(0).adopt(other.present(0))
        }
        var anew: [Int] = []
        for index in levels.indices {
            guard let former = other.levels.firstIndex(where: { $0.isSameWindow(as: levels[index]) }),
                levels[index].components.isSubset(of: other.shape.components)
            else {
                if levels[index].definition >= 0 { anew.append(levels[index].definition) }
                let end = levels[index].grid.end(after: presentTime)
                // Panes begin anew with the one that is present; those before have been told.
                if index > 0 || levels[0].grid != other.levels[0].grid {
                    present(index).clear(end: index > 0 ? end : levels[0].grid.start(endingAt: end))
                }
                continue
            }
            if index > 0 {
                adoptPresent(index, from: other, former, presentTime)
            } else if former > 0 {
                adoptFront(from: other, former, presentTime)
            }
            adoptEnded(index, from: other, former)
            if levels[index].slices > 0 { queue(index).adopt(other.queue(former)) }
        }
        if head.pointee.isTicking {
            // The next reading finds out whether the front is all that it changes.
            head.pointee.limit = .distantPast
        } else {
            findNextDue()
        }
        return anew
    }

    private func adoptPresent(_ index: Int, from other: WindowSet, _ former: Int, _ presentTime: Int64) {
        let present = present(index)
        if hasSameSources(index, other, former) {
            present.adopt(other.present(former))
        } else {
            present.clear(end: levels[index].grid.end(after: presentTime), marks: .isFedByReadings)
            other.addEverything(of: former, to: present)
        }
    }

    /// Makes what was composed from shorter panes the pane itself.
    private func adoptFront(from other: WindowSet, _ former: Int, _ presentTime: Int64) {
        let end = levels[0].grid.end(after: presentTime)
        present(0).clear(end: end)
        other.addEverything(of: former, to: present(0))
        head.pointee.isTicking = true
        head.pointee.nextDue = Timestamp(nanoseconds: end)
    }

    private func hasSameSources(_ index: Int, _ other: WindowSet, _ former: Int) -> Bool {
        guard levels[index].grid == other.levels[former].grid else { return false }
        if index == 0 || former == 0 { return index == former }
        return hasSameSources(levels[index].source, other, other.levels[former].source)
    }

    /// Merges the present span of a level into a pane, with what lies in its sources yet.
    private func addEverything(of level: Int, to pane: Pane) {
        var level = level
        while level > 0 {
            pane.merge(present(level))
            if present(level).span.pointee.marks.contains(.isFedByReadings) { return }
            level = levels[level].source
        }
        if head.pointee.isTicking, front.pointee.end == head.pointee.nextDue.nanoseconds {
            pane.merge(present(0))
        }
    }

    private func adoptEnded(_ index: Int, from other: WindowSet, _ former: Int) {
        guard levels[index].endedCount > 0 else { return }
        for slot in 0..<other.levels[former].endedCount { adoptEnded(index, other.ended(former, slot)) }
        // The front of the others that has ended is one of these here.
        if former == 0, index > 0 { adoptEnded(index, other.present(0)) }
    }

    private func adoptEnded(_ index: Int, _ pane: Pane) {
        let isPresent = index > 0 && pane.span.pointee.end == present(index).span.pointee.end
        let oldest = ended(index, oldestEnded(index))
        guard !isPresent, pane.span.pointee.count > 0, pane.span.pointee.end > oldest.span.pointee.end else { return }
        oldest.adopt(pane)
    }
}
