public import BelfryModel

/// A series' own clock: its newest event time, running on at the pace of the arrival clock while nothing comes.
///
/// ```
///   arrival clock   1000      1003       1010                  1100
///   event time       400       403        402 (out of order)     –
///   series' clock    400       403        410                   500
///                              offset = 1003 − 403 = 600
/// ```
/// A sensor whose clock is an hour off hurts nobody but itself, and not even itself: windows close by this clock.
public struct Watermark: Sendable, BitwiseCopyable {
    /// The newest event time so far; ``Timestamp/distantPast`` before the first reading.
    public var newestEventTime = Timestamp.distantPast
    /// Arrival less event time of the reading that brought the newest event time; the largest number before the first.
    public var offsetNanoseconds = Int64.max

    /// The clock of a series that has said nothing.
    @inlinable
    public init() {}

    /// The clock of a series whose newest reading had these times.
    public init(newestEventTime: Timestamp, offsetNanoseconds: Int64) {
        self.newestEventTime = newestEventTime
        self.offsetNanoseconds = offsetNanoseconds
    }

    /// Takes in a reading's times; an older event time than the newest does not move the clock.
    ///
    /// - Returns: whether the reading came late: the clock had passed it by more than the allowed lateness.
    @inlinable
    @inline(__always)
    public mutating func observe(
        eventTime: Timestamp,
        arrival: Timestamp,
        allowedLatenessNanoseconds lateness: Int64
    ) -> Bool {
        let delay = arrival.nanosecondsSince(eventTime)
        let (limit, isEndless) = offsetNanoseconds.addingReportingOverflow(lateness)
        if eventTime > newestEventTime {
            newestEventTime = eventTime
            offsetNanoseconds = delay
        }
        return delay > limit && !isEndless
    }

    /// What the series' clock shows at an instant of the arrival clock.
    @inlinable
    public func clock(at arrival: Timestamp) -> Timestamp {
        Timestamp(nanoseconds: arrival.nanosecondsSince(Timestamp(nanoseconds: offsetNanoseconds)))
    }

    /// When on the arrival clock the series' clock shows `eventTime`, should nothing newer come before; never for never.
    @inlinable
    public func arrival(ofClock eventTime: Timestamp) -> Timestamp {
        eventTime == .distantFuture ? .distantFuture : eventTime.advanced(byNanoseconds: offsetNanoseconds)
    }
}
