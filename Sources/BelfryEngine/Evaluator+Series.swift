import BelfryDetection
import BelfryModel

extension Evaluator {
    /// Makes a series known that was never seen before: its plan, its memory, and what was raised before a restart.
    ///
    /// - Returns: nil where nobody knows the series.
    mutating func admit(_ series: SeriesID) -> State? {
        guard let descriptor = registry.descriptor(of: series) else { return nil }
        let plan = rules.plan(for: descriptor)
        registry.note(plan.skipped, of: descriptor, rules: rules)
        let state = SeriesState.allocate(series, plan: plan, latenessNanoseconds: latenessNanoseconds)
        for finding in restoring.removeValue(forKey: descriptor.identity) ?? [] {
            for index in state.pointee.allWatches.indices
            where rules.rules[Int(state.pointee.watches[index].rule)].name == finding.rule {
                state.pointee.watches[index].detector.restore(activeSince: finding.from, value: finding.value)
            }
        }
        makeRoom(for: series)
        states[Int(series.index)] = state
        tally.series += 1
        return state
    }

    private mutating func makeRoom(for series: SeriesID) {
        let number = Int(series.index)
        guard number >= states.count else { return }
        let larger = UnsafeMutableBufferPointer<State?>.allocate(capacity: max(1_024, 2 * states.count, number + 1))
        larger.initialize(repeating: nil)
        for index in states.indices { larger[index] = states[index] }
        states.deallocate()
        states = larger
    }
}
