// What a broker or a gateway held back comes in one rush, in its order, once it is there again:
//
//   delay of a reading   0 0 0 │        2 h ╲                  usual + lateness
//                              │             ╲─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─
//                        link is away          ╲___0 0 0       in time again: what still holds is told now
//                                          backlog
//
// It fills windows and moves detectors as it would have, but what it raises is two hours old. So that waits until the series has
// come to the present: what is over by then rings nobody, what still holds is told. Refused: leaving such readings out of
// detectors, which would be blind to a flood that began while the link was away.

import BelfryModel
import BelfryWindows

/// How a series is catching up with the present.
struct Backlog: BitwiseCopyable {
    /// How late its readings were before; the largest number where none is under way, for records that have room for one.
    private var usualDelayNanoseconds: Int64
    private var since: Timestamp

    static let none = Backlog(at: .distantPast, usualDelayNanoseconds: .max)

    var isUnderWay: Bool { usualDelayNanoseconds != .max }

    /// Begins with a reading that is newer than all before and much later than they were.
    init(at arrival: Timestamp, usualDelayNanoseconds: Int64) {
        self.usualDelayNanoseconds = usualDelayNanoseconds
        since = arrival
    }

    /// Whether a reading that is newer than all before is still of the backlog; the first that is in time ends it.
    ///
    /// So does one that comes no faster than it was measured, or after ``EngineLimits/backlogNanoseconds``: such delays are the sensor's
    /// own way then, or our clock has been wrong.
    ///
    /// - Parameter previous: the reading before; of the first of a backlog it says nothing.
    func holds(
        _ reading: Watermark,
        after previous: Watermark,
        arrival: Timestamp,
        latenessNanoseconds: Int64
    ) -> Bool {
        let (limit, isEndless) = usualDelayNanoseconds.addingReportingOverflow(latenessNanoseconds)
        let lasts = arrival.nanosecondsSince(since) <= EngineLimits.backlogNanoseconds
        let measured = reading.newestEventTime.nanosecondsSince(previous.newestEventTime)
        let caughtUp = previous.offsetNanoseconds.subtractingReportingOverflow(reading.offsetNanoseconds).partialValue
        let isFirst = arrival == since
        return reading.offsetNanoseconds > limit && !isEndless && lasts && (isFirst || caughtUp >= measured / 2)
    }

    /// The arrival clock was set forward; delays of a sensor that tells its own time grow by as much.
    mutating func moveClock(byNanoseconds distance: Int64) {
        since = since.advanced(byNanoseconds: distance)
        let (delay, isEndless) = usualDelayNanoseconds.addingReportingOverflow(distance)
        usualDelayNanoseconds = isEndless ? .max : delay
    }
}
