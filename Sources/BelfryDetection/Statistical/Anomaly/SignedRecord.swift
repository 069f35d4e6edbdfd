/// The largest residual of one kind so far, apart for each sign, fading over months.
///
/// A fall of traffic says nothing of a rise: half of what is found on roads hangs on the sign. A record does not lie below some
/// times the mean, since a sensor with noise and without events would break fading records for ever.
struct SignedRecord: BitwiseCopyable {
    private var above: Float = 0
    private var below: Float = 0
    private var mean: Float = 0

    /// How large a residual is beside the record, 4 at the most; and takes it in.
    ///
    /// - Parameter isSteady: whether it is a mean itself, and so varies less.
    mutating func ratio(of residual: Float, isSteady: Bool, _ pace: ReadingPace, _ window: NoveltyWindow) -> Float {
        let isBelow = residual < 0
        var size = residual.magnitude
        let own = isBelow ? below : above
        let other = isBelow ? above : below
        let floor = (isSteady ? 0.4 : 1) * 5.5 * mean
        let record = max(own, 0.091_105 * other, floor)
        let isKnown = record > 0 && pace.count > 30
        mean += max(1 / 2_000, pace.share) * (min(size, isKnown ? record : size) - mean)
        let ratio = record > 0 ? min(4, size / record) : 0
        let fading = 1 - 0.7 / max(18_286.9, 60 * pace.rowsPerDay)
        above *= fading
        below *= fading
        // One reading, however wrong, does not deafen the sensor.
        if isKnown { size = min(size, 6.5 * record) }
        let rise: Float = pace.count < 30 ? 1 : 0.900_237
        if isBelow {
            if size > below { below += rise * (size - below) }
        } else if size > above {
            above += rise * (size - above)
        }
        return ratio
    }
}
