import BelfryModel

/// A series' own clock: the newest event time, moving on with the arrival clock while nothing comes.
///
/// It also says which readings are too old to speak of the present:
/// ```
///   arrival order   a    b    c    d
///   event time      10   12   11   13      c is older than b: it says nothing about now
/// ```
/// A clock that steps back must not blind the detectors until it has caught up, so once the newest one arrived
/// ``reorderHorizonNanoseconds`` ago an older reading sets this clock back, and those after it are believed. By itself it
/// still says nothing: after an outage it may be one that the others have overtaken.
struct SeriesClock: BitwiseCopyable {
    /// How far apart two readings may arrive and still count as having overtaken each other.
    static let reorderHorizonNanoseconds: Int64 = 30 * Nanoseconds.perSecond

    private(set) var newestEventTime = Timestamp.distantPast
    private(set) var newestArrival = Timestamp.distantPast

    /// Takes a sample in; false where it is older than the newest one seen.
    mutating func accept(_ sample: Sample) -> Bool {
        let isOlder = sample.end < newestEventTime
        if isOlder, sample.arrival.nanosecondsSince(newestArrival) < Self.reorderHorizonNanoseconds { return false }
        follow(sample.end, arrival: sample.arrival)
        return !isOlder
    }

    /// Moves on to the times of a reading that is known to be newer.
    mutating func follow(_ eventTime: Timestamp, arrival: Timestamp) {
        newestEventTime = eventTime
        newestArrival = arrival
    }

    /// Follows a shift of the arrival clock.
    mutating func follow(_ shift: ClockShift) {
        newestEventTime = shift.event(newestEventTime)
        newestArrival = shift.arrival(newestArrival)
    }

    /// When on the arrival clock this clock will show an event time.
    func arrival(ofEventTime eventTime: Timestamp) -> Timestamp {
        newestArrival.advanced(byNanoseconds: eventTime.nanosecondsSince(newestEventTime))
    }
}
