import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Finds whether a reading that is newer than all before is of a backlog.
    ///
    /// - Parameter previous: the series' clock before it.
    mutating func followBacklog(_ arrival: Timestamp, _ state: State, isLate: Bool, after previous: Watermark) {
        if !state.pointee.routine.isCatchingUp {
            guard isLate else { return }
            state.pointee.backlog.begin(at: arrival, usualDelayNanoseconds: previous.offsetNanoseconds)
            state.pointee.routine.isCatchingUp = true
            findBand(state)
        }
        isBelated = state.pointee.backlog.holds(
            state.pointee.routine.watermark,
            after: previous,
            arrival: arrival,
            latenessNanoseconds: latenessNanoseconds
        )
        state.pointee.routine.isCatchingUp = isBelated
    }

    /// Says that a series has come to the present.
    mutating func tellPresent(_ state: State, at instant: Timestamp) {
        findBand(state)
        outbox.append(
            ShardOutput(verdict: nil, instant: instant, generation: generation, present: state.pointee.series)
        )
    }
}
