import BelfryModel
import Glibc

/// How often readings come, how many there have been, and for how long.
struct ReadingPace: BitwiseCopyable {
    private var firstNanoseconds: Int64 = 0
    private var lastNanoseconds: Int64 = 0
    private(set) var count: UInt32 = 0
    /// A slow median of the distances; 0 before there is one.
    private var cadence: Float = 0

    /// Begins with the first reading; false where it is that.
    mutating func begin(at time: Timestamp) -> Bool {
        guard count == 0 else { return true }
        (firstNanoseconds, lastNanoseconds) = (time.nanoseconds, time.nanoseconds)
        count = 1
        return false
    }

    /// Goes on to the next reading, and says whether some were missing before it.
    mutating func advance(to time: Timestamp) -> Bool {
        let passed = max(0, time.nanoseconds.subtractingReportingOverflow(lastNanoseconds).partialValue)
        lastNanoseconds = max(time.nanoseconds, lastNanoseconds)
        let seconds = Float(Double(passed) / 1e9)
        if seconds > 0 {
            cadence = cadence == 0 ? seconds : cadence * max(0.98, min(1.02, seconds / cadence))
        }
        let hasGap = seconds > 4 * cadenceSeconds && count > 10
        if count < .max { count += 1 }
        return hasGap
    }

    var cadenceSeconds: Float { cadence > 0 ? cadence : 300 }

    var rowsPerDay: Float { 86_400 / cadenceSeconds }

    /// What one reading weighs among all so far: until windows are full they are means of all there is.
    var share: Float { 1 / Float(count) }

    var days: Float { Float(Double(lastNanoseconds &- firstNanoseconds) / 86_400e9) }

    /// When the last reading was.
    var last: Timestamp { Timestamp(nanoseconds: lastNanoseconds) }

    /// Little is known at first: in rows and in time.
    var warmUp: Float {
        let rows = Float(count)
        return rows / (rows + 60.965_2) * (days / (days + 0.702_425))
    }

    /// More readings a day have more chances a day.
    var chances: Float { 1 + 0.074_424_3 * max(0, log2(rowsPerDay / 288)) }
}
