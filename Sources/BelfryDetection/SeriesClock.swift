import BelfryModel

/// A series' own clock: the newest event time, moving on with the arrival clock while nothing comes.
///
/// It also says which readings are too old to speak of the present:
/// ```
///   arrival order   a    b    c    d
///   event time      10   12   11   13      c is older than b: it says nothing about now
/// ```
/// However long ago the newest one came: after an outage, or where a sensor sends what it had kept, hours of old readings come
/// behind a new one, and must neither clear an alarm nor ring one. That a sensor's clock was set back, and older readings are
/// the present, is for the series to find out; see ``Detector/followSetBack(to:arrival:)``.
struct SeriesClock: BitwiseCopyable {
    private(set) var newestEventTime = Timestamp.distantPast
    private(set) var newestArrival = Timestamp.distantPast

    /// Takes a sample in; false where it is older than the newest one seen.
    mutating func accept(_ sample: Sample) -> Bool {
        guard sample.end >= newestEventTime else { return false }
        follow(sample.end, arrival: sample.arrival)
        return true
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

    /// The sensor's clock was set back: what it tells from `eventTime` on is the present.
    mutating func setBack(to eventTime: Timestamp, arrival: Timestamp) {
        newestEventTime = eventTime.advanced(byNanoseconds: -1)
        newestArrival = arrival
    }

    /// When on the arrival clock this clock will show an event time; before anything was seen, as after a restart, both are one.
    func arrival(ofEventTime eventTime: Timestamp) -> Timestamp {
        guard newestArrival != .distantPast else { return eventTime }
        return newestArrival.advanced(byNanoseconds: eventTime.nanosecondsSince(newestEventTime))
    }
}
