import BelfryModel

extension OrderedWindows {
    /// Takes over what the same windows of the same series hold elsewhere, after a reload or a restart, and what waits.
    ///
    /// - Returns: the indices of the definitions that begin anew; none where nothing had come yet.
    func adopt(from other: OrderedWindows, newestEventTime: Timestamp) -> [Int] {
        guard other.head.pointee.releasedThrough != .min || other.waiting.count > 0 else { return [] }
        // Without lateness nothing waits, and what waited there belongs to all windows: they begin anew with what comes.
        guard waiting.capacity > 0 || other.waiting.count == 0 else { return definitions }
        head.pointee.held = other.head.pointee.held
        head.pointee.releasedThrough = other.head.pointee.releasedThrough
        adoptWaiting(of: other)
        var anew: [Int] = []
        let sameTerms =
            plan.pointee.windows.pointee.shape.pointee.terms == other.plan.pointee.windows.pointee.shape.pointee.terms
        if sameTerms {
            anew += windows.adopt(
                from: other.windows,
                newestEventTime: min(newestEventTime, Timestamp(nanoseconds: head.pointee.releasedThrough))
            )
        } else {
            anew += plan.pointee.carries.map(\.definition)
        }
        for index in plan.pointee.carries.indices { adoptCarried(index, of: other) }
        for index in plan.pointee.runs.indices {
            let level = plan.pointee.runs[index]
            let former = other.plan.pointee.runs.firstIndex { $0.isSameWindow(as: level) }
            if let former, sameTerms, level.components.isSubset(of: other.plan.pointee.runShape.pointee.components) {
                run(index).state.pointee = other.run(former).state.pointee
                run(index).pane.adopt(other.run(former).pane)
            } else {
                anew.append(level.definition)
            }
        }
        return anew
    }

    private func adoptWaiting(of other: OrderedWindows) {
        let others = other.waiting
        while others.count > 0 { waiting.insert(others.removeFirst()) }
    }

    /// Of all windows.
    var definitions: [Int] { plan.pointee.carries.map(\.definition) + plan.pointee.runs.map(\.definition) }

    private func adoptCarried(_ index: Int, of other: OrderedWindows) {
        let level = plan.pointee.carries[index]
        let former = other.plan.pointee.carries.firstIndex {
            $0.slices == level.slices && $0.everyNanoseconds == level.everyNanoseconds
        }
        guard let former else { return }
        let (mine, theirs) = (carried(index), other.carried(former))
        mine.newestPosition.pointee = theirs.newestPosition.pointee
        mine.values.update(from: theirs.values, count: level.slices)
    }
}
