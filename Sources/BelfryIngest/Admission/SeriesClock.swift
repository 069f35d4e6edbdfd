import BelfryModel

/// How far a series has come in event time.
///
/// The same rule as the engine's: after its newest reading a series' clock runs on with the arrival clock, and what is
/// older than that clock less the allowed lateness is late.
struct SeriesClock: BitwiseCopyable {
    private var newestEventTime = Timestamp.distantPast
    private var itsArrival = Timestamp.distantPast

    /// Whether a time lies ahead of every reading so far, so that none can have it.
    func isBehind(_ eventTime: Timestamp) -> Bool {
        newestEventTime < eventTime
    }

    /// The arrival clock was moved forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        if itsArrival != .distantPast { itsArrival = itsArrival.advanced(byNanoseconds: distance) }
    }

    /// Whether a reading is late; takes it into account.
    mutating func isLate(_ eventTime: Timestamp, arrival: Timestamp, allowedLatenessNanoseconds: Int64) -> Bool {
        let isFirst = newestEventTime == .distantPast
        let watermark =
            newestEventTime
            .advanced(byNanoseconds: arrival.nanosecondsSince(itsArrival))
            .advanced(byNanoseconds: -allowedLatenessNanoseconds)
        if eventTime > newestEventTime {
            newestEventTime = eventTime
            itsArrival = arrival
        }
        return !isFirst && eventTime < watermark
    }
}
