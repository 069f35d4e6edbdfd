import BelfryModel

/// The readings of a fast sensor, put together: a mean of some twenty seconds is judged as one reading.
///
/// Means over minutes by a decaying weight instead leave a reading a second with residuals that are as small as its steps, and
/// nothing stands out of them: of shifts and spikes that a sensor of one reading in 20 s tells, it told none.
struct ReadingBlock: BitwiseCopyable {
    /// Less than twenty seconds, so that a sensor of one reading in twenty with an unsteady clock keeps each of them.
    static let nanoseconds = 18 * Nanoseconds.perSecond

    private var sum = 0.0
    private var count = 0.0
    /// Of the reading that ended the last block.
    private var ended = Timestamp.distantPast

    /// Adds a reading; the mean of the block where it ends with it.
    mutating func take(_ value: Double, at time: Timestamp) -> Double? {
        sum += value
        count += 1
        let isOver = ended == .distantPast || time.nanosecondsSince(ended) >= Self.nanoseconds || time < ended
        guard isOver else { return nil }
        let mean = sum / count
        (sum, count, ended) = (0, 0, time)
        return mean
    }
}
