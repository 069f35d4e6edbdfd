import BelfryModel

// Payloads tell time in seconds or milliseconds, and a reading arrives soon after it was taken: the distance to the
// arrival, counted in the payload's own unit, is a small number.

/// The unit in which an event time is told exactly.
enum EventTimeForm: UInt8, CaseIterable {
    /// The event time is the arrival time.
    case arrival
    case seconds
    case milliseconds
    case microseconds
    case nanoseconds

    /// The coarsest exact form.
    init(eventTime: Timestamp, arrivalTime: Timestamp) {
        let event = eventTime.nanoseconds
        if eventTime == arrivalTime {
            self = .arrival
        } else if event % Nanoseconds.perSecond == 0 {
            self = .seconds
        } else if event % Nanoseconds.perMillisecond == 0 {
            self = .milliseconds
        } else if event % Nanoseconds.perMicrosecond == 0 {
            self = .microseconds
        } else {
            self = .nanoseconds
        }
    }

    private var unitNanoseconds: Int64 {
        switch self {
        case .seconds: Nanoseconds.perSecond
        case .milliseconds: Nanoseconds.perMillisecond
        case .microseconds: Nanoseconds.perMicrosecond
        case .arrival, .nanoseconds: 1
        }
    }

    /// Units from the arrival to the event; wraps at the ends of time, and ``eventTime(distance:arrivalTime:)`` wraps back.
    func distance(eventTime: Timestamp, arrivalTime: Timestamp) -> Int64 {
        Nanoseconds.floorDivide(eventTime.nanoseconds, by: unitNanoseconds)
            &- Nanoseconds.floorDivide(arrivalTime.nanoseconds, by: unitNanoseconds)
    }

    /// The event time at a distance from the arrival.
    func eventTime(distance: Int64, arrivalTime: Timestamp) -> Timestamp {
        let units = Nanoseconds.floorDivide(arrivalTime.nanoseconds, by: unitNanoseconds) &+ distance
        return Timestamp(nanoseconds: units &* unitNanoseconds)
    }
}
