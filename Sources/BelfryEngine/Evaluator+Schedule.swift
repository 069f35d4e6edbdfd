// Rules that are judged at some hours only. Outside them their detectors see nothing: what is raised ends with the first reading,
// window or deadline there, and what is under way is forgotten. So a schedule needs no state of its own, and what comes of it
// depends on a series' own readings and deadlines alone, like all else that is said of it.

import BelfryDetection
import BelfryModel
import BelfryWindows

extension Evaluator {
    /// Whether the rule of a binding is judged at an instant of the series' own time.
    func isJudged(_ binding: DetectorBinding, at instant: Timestamp) -> Bool {
        guard binding.isScheduled else { return true }
        return schedules[Int(binding.rule)]?.isOpen(at: instant) ?? true
    }

    /// Whether a reading lies outside the hours of a detector's rule, which then sees nothing of it.
    ///
    /// One that is older than others before it, or of unknown age, does not say that the hours are over.
    @inline(never)
    mutating func isOutsideHours(_ reading: UnsafePointer<Reading>, _ state: State, detector index: Int) -> Bool {
        guard !isJudged(state.readingFedBinding(index).pointee.binding, at: reading.pointee.eventTime) else {
            return false
        }
        let isPresent =
            reading.pointee.eventTime >= state.pointee.routine.watermark.newestEventTime
            && !reading.pointee.flags.contains(.retained)
        guard isPresent else { return true }
        let (end, arrival) = (reading.pointee.eventTime, reading.pointee.arrivalTime)
        closeOff(state.readingFed(index), state, end: end, at: arrival)
        return true
    }

    /// Ends what a detector has raised or had under way: its hours are over.
    ///
    /// - Parameters:
    ///   - end: of a finding, on the series' own clock.
    ///   - instant: that brought it about.
    mutating func closeOff(_ detector: Detector, _ state: State, end: Timestamp, at instant: Timestamp) {
        if let verdict = detector.withdrawal(at: end, value: state.pointee.routine.lastValue) {
            emit(verdict, at: instant, isOutsideHours: true)
        }
        detector.rest()
    }

    /// The instant that a window is judged by: its last.
    static func judged(_ window: ClosedWindow) -> Timestamp { window.end.advanced(byNanoseconds: -1) }
}
