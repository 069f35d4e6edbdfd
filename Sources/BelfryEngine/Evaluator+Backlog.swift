import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Finds whether a reading that is newer than all before is of a backlog.
    mutating func followBacklog(
        _ reading: UnsafePointer<Reading>,
        _ state: State,
        isLate: Bool,
        usualDelayNanoseconds: Int64
    ) {
        let arrival = reading.pointee.arrivalTime
        if !state.pointee.routine.isCatchingUp {
            guard isLate else { return }
            state.pointee.backlog.begin(at: arrival, usualDelayNanoseconds: usualDelayNanoseconds)
            state.pointee.routine.isCatchingUp = true
            findBand(state)
        }
        isBelated = state.pointee.backlog.holds(
            delayNanoseconds: arrival.nanosecondsSince(reading.pointee.eventTime),
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
