// When the arrival clock is set forward, all that lives on it moves along, instead of being fired:
//
//   arrival clock   …  12:00:00 ║ 13:00:00  …             ║ the clock is set, an hour, and no time has passed
//   deadline        12:00:05 ───╫──► 13:00:05             still five seconds from now
//   series' clock   11:59:58    ║ 11:59:58                the offset grows by the hour: its windows go on
//   its offset      2 s         ║ 1 h 2 s
//
// A sensor that tells no time has the arrival's. Its event times jump, so its open windows end with what came until then,
// and what lies between was no silence of the sensor: idle, not empty.

import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Moves everything by a distance that the arrival clock was set forward; what was due has fired.
    ///
    /// O(series log series): a clock is set rarely.
    mutating func moveClock(byNanoseconds distance: Int64) {
        guard distance > 0 else { return }
        now = now.advanced(byNanoseconds: distance)
        newestInstant = now
        heap.removeAll()
        for case let state? in states {
            settle(state)
            if state.pointee.routine.watermark.offsetNanoseconds == 0 {
                moveStamped(state, by: distance)
            } else {
                moveTold(state, by: distance)
            }
            findBand(state)
            findDeadline(state)
            if state.pointee.routine.deadline < state.pointee.heapKey { heap.moveUp(state) }
        }
    }

    /// A series whose event times its sensor told: they go on.
    private mutating func moveTold(_ state: State, by distance: Int64) {
        let shift = ClockShift(arrivalNanoseconds: distance, eventNanoseconds: 0)
        moveArrival(state, shift)
        // The largest number stands for no reading yet.
        let (offset, isEndless) = state.pointee.routine.watermark.offsetNanoseconds
            .addingReportingOverflow(distance)
        state.pointee.routine.watermark.offsetNanoseconds = isEndless ? .max : offset
    }

    /// A series whose event times are the arrival's: they jump along.
    private mutating func moveStamped(_ state: State, by distance: Int64) {
        moveArrival(state, ClockShift(arrivalNanoseconds: distance, eventNanoseconds: 0))
        // Nothing is expected of the time that never was.
        let interval = pace(of: state).intervalNanoseconds
        let pace = SeriesPace(newestEventTime: .distantPast, intervalNanoseconds: interval)
        close(state, clock: now, pace: pace, at: now)
        state.pointee.instant = now
        let shift = ClockShift(arrivalNanoseconds: 0, eventNanoseconds: distance)
        let newest = state.pointee.routine.watermark.newestEventTime
        state.pointee.routine.watermark.newestEventTime = shift.event(newest)
        state.pointee.lastEventTime = shift.event(state.pointee.lastEventTime)
        state.forEachDetector { detector, _ in detector.follow(shift) }
    }

    private mutating func moveArrival(_ state: State, _ shift: ClockShift) {
        state.pointee.instant = shift.arrival(state.pointee.instant)
        state.pointee.lastArrival = shift.arrival(state.pointee.lastArrival)
        state.pointee.suspicion.moveClock(byNanoseconds: shift.arrivalNanoseconds)
        backlogs[state.pointee.series.index]?.moveClock(byNanoseconds: shift.arrivalNanoseconds)
        state.forEachDetector { detector, _ in detector.follow(shift) }
    }
}
