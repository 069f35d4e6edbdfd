import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Finds whether a reading that is newer than all before is of a backlog.
    ///
    /// - Parameter previous: the series' clock before it.
    mutating func followBacklog(_ arrival: Timestamp, _ state: State, isLate: Bool, after previous: Watermark) {
        let series = state.pointee.series.index
        let isNew = !state.pointee.routine.isCatchingUp
        guard !isNew || isLate else { return }
        let underWay = isNew ? nil : backlogs[series]
        let backlog = underWay ?? Backlog(at: arrival, usualDelayNanoseconds: previous.offsetNanoseconds)
        isBelated = backlog.holds(
            state.pointee.routine.watermark,
            after: previous,
            arrival: arrival,
            latenessNanoseconds: latenessNanoseconds
        )
        backlogs[series] = isBelated ? backlog : nil
        state.pointee.routine.isCatchingUp = isBelated
        if isNew { findBand(state) }
    }

    /// Says that a series has come to the present.
    mutating func tellPresent(_ state: State, at instant: Timestamp) {
        findBand(state)
        outbox.append(
            ShardOutput(verdict: nil, instant: instant, generation: generation, present: state.pointee.series)
        )
    }
}
