import BelfryModel

/// One alarm for each event, and then a rest.
///
/// A sensor that has cried often of late must cry louder.
struct AlarmRest: BitwiseCopyable {
    private var untilNanoseconds = Int64.min
    /// Of the last alarm, or the strongest since.
    private var strongest: Float = 0
    /// Recent alarms, fading over five slow windows.
    private var recent: Float = 0

    /// What the strength is divided by.
    var patience: Float { 1 + 0.079_727_1 * recent }

    func lasts(at time: Timestamp) -> Bool { time.nanoseconds < untilNanoseconds }

    /// Whether a reading of this strength is told.
    mutating func decide(_ strength: Float, _ pace: ReadingPace, _ window: NoveltyWindow) -> Bool {
        recent *= 1 - 1 / (5 * window.slowRows)
        guard strength >= 1 else { return false }
        let isAlarm = pace.last.nanoseconds >= untilNanoseconds || strength > 1.624_64 * strongest
        if isAlarm {
            strongest = strength
            recent += 1
        } else {
            strongest = max(strongest, strength)
        }
        let seconds = max(min(80 * pace.cadenceSeconds, Self.longestSeconds), 3.354_53 * 3_600)
        untilNanoseconds = pace.last.advanced(byNanoseconds: Int64(Double(seconds) * 1e9)).nanoseconds
        return isAlarm
    }

    /// Of slow sensors 80 readings are days.
    private static let longestSeconds: Float = 86_400
}
