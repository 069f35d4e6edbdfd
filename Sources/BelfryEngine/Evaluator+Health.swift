// A sensor that is found at fault says nothing of the city until it is well again.
//
//   readings     · · · · ▪ ▪ ▪ ▪ ▪ ▪ ▪ · · · ·        ▪ the same value for hours
//   stuck                    raised ─────┤ cleared
//   windows      ├──────────────┤░░░░░░░░├──────      ░ not inserted: less data capture, no mean, no baseline
//   queue             raised ┤ withdrawn      ·       not seen again before the sensor is well
//
// What speaks of the sensor goes on, or nobody would see the fault end; so do its clock and its silence. Critical rules that look
// at readings go on as well: a gauge that the flood has swallowed must not take the flood alarm with it, and an alarm that is lost
// is worse than one that a broken sensor rings. Windows get nothing, so critical rules over windows stay as they are.
//
// Refused: holding every finding, since a loop that is locked on would be a queue for days; and taking back the readings from
// before the fault was found, since what was told on them has been told.

import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Finds whether a sensor's readings are in doubt, after a rule that may doubt them has spoken.
    ///
    /// - Parameter value: the last one, for the record.
    mutating func followHealth(_ state: State, at instant: Timestamp, value: Double) {
        var isFaulty = false
        state.forEachDetector { detector, binding in
            if binding.doubtsReadings, detector.isRaised { isFaulty = true }
        }
        guard isFaulty != state.pointee.routine.isFaulty else { return }
        state.pointee.routine.isFaulty = isFaulty
        if isFaulty { withdraw(state, at: instant, value: value) }
        findBand(state)
        findDeadline(state)
        if state.pointee.routine.deadline < state.pointee.heapKey { heap.moveUp(state) }
    }

    /// Ends what is raised or under way on readings that are in doubt.
    private mutating func withdraw(_ state: State, at instant: Timestamp, value: Double) {
        let end = state.pointee.routine.watermark.newestEventTime
        state.forEachDetector { detector, binding in
            guard !binding.isHeardInDoubt, !binding.isMember else { return }
            if let verdict = detector.withdrawal(at: instant, end: end, value: value) {
                emit(verdict, at: instant, isDoubted: true)
            }
            detector.rest()
        }
    }
}
