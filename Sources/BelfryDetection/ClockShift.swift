public import BelfryModel

/// How far the arrival clock was moved forward while no time passed, and whether a series' event times went along since
/// they are stamped with it.
///
/// ```
///   arrival clock    10 11 12 │ 112 113      a silence that was due at 14 is due at 114
///   sensor's time    10 11 12 │  13  14      eventNanoseconds = 0
///   no time of its   10 11 12 │ 112 113      eventNanoseconds = 100: a value that held since 11 holds since 111,
///   own                                      or it would have held for an hour all at once
/// ```
public struct ClockShift: Sendable, BitwiseCopyable {
    public var arrivalNanoseconds: Int64
    public var eventNanoseconds: Int64

    public init(arrivalNanoseconds: Int64, eventNanoseconds: Int64) {
        self.arrivalNanoseconds = arrivalNanoseconds
        self.eventNanoseconds = eventNanoseconds
    }

    /// Where an instant of the arrival clock lies now; never stays never.
    public func arrival(_ instant: Timestamp) -> Timestamp { Self.moved(instant, by: arrivalNanoseconds) }

    /// Where an event time lies now; never stays never.
    public func event(_ time: Timestamp) -> Timestamp { Self.moved(time, by: eventNanoseconds) }

    private static func moved(_ time: Timestamp, by nanoseconds: Int64) -> Timestamp {
        time == .distantPast || time == .distantFuture ? time : time.advanced(byNanoseconds: nanoseconds)
    }
}
