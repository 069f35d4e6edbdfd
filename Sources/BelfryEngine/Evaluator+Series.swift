import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Makes a series known that was never seen before: its plan, its memory, and what was raised before a restart.
    ///
    /// - Returns: nil where nobody knows the series.
    mutating func admit(_ series: SeriesID, at instant: Timestamp) -> State? {
        guard let descriptor = registry.descriptor(of: series) else { return nil }
        let plan = rules.plan(for: descriptor)
        registry.note(plan.skipped, of: descriptor, rules: rules)
        let state = makeState(descriptor, plan, under: rules)
        for finding in restoring.removeValue(forKey: descriptor.identity) ?? [] {
            state.forEachDetector { detector, binding in
                guard rules.rules[Int(binding.rule)].name == finding.rule else { return }
                detector.restore(activeSince: finding.from, value: finding.value)
            }
        }
        findBand(state)
        enter(state)
        followHealth(state, at: instant, value: state.pointee.routine.lastValue)
        join(state, series, at: instant)
        return state
    }

    /// Makes a state that of its series, which has none.
    mutating func enter(_ state: State) {
        states[Int(state.pointee.series.index)] = state
        tally.series += 1
        tally.stateBytes = memory.bytes
    }

    mutating func makeState(_ series: SeriesDescriptor, _ plan: SeriesPlan, under rules: RuleSet) -> State {
        makeRoom(for: series.id)
        purposes[Int(series.id.index)] = purpose(of: plan, for: series, under: rules)
        var plan = plan
        plan.windows += windows.filter { !plan.windows.contains($0) }
        let layout = layouts.layout(of: plan, intervalNanoseconds: max(0, series.cadenceNanoseconds ?? 0))
        return .allocate(series.id, layout: layout, memory: &memory)
    }

    private mutating func makeRoom(for series: SeriesID) {
        let number = Int(series.index)
        guard number >= states.count else { return }
        let larger = UnsafeMutableBufferPointer<State?>.allocate(capacity: max(1_024, 2 * states.count, number + 1))
        larger.initialize(repeating: nil)
        for index in states.indices { larger[index] = states[index] }
        states.deallocate()
        states = larger
        purposes += Array(repeating: 0, count: larger.count - purposes.count)
    }
}
