// "Older than 30 days" needs a now that a wrong wall clock cannot move: a gateway without a battery boots in 1970, and
// a mistyped date makes every reading 70 years old for a day. So age is told by a clock of the store's own, which follows the
// newest arrival stored: back at once, and forward no faster than twice as fast as time passes. A jump it believes once the
// wall clock has gone on from there for as long as readings are kept: by then whatever was stored before is that old.

import BelfryModel
import GRDB

/// The instant that ages are measured against.
struct RetentionClock: Equatable {
    private(set) var now: Timestamp?
    /// For how long it has lagged behind a wall clock that went on steadily.
    private(set) var waitedNanoseconds: Int64 = 0
    /// ``now`` as it was last stored.
    private var stored: Timestamp?
    private var storedWait: Int64 = 0
    private var lastMonotonic: Int64?
    private var lastWall: Timestamp?

    /// How much faster than time it may go.
    private static let haste: Int64 = 2
    /// What a wall clock may differ by from the time that has passed before it counts as set.
    private static let steadinessNanoseconds = Nanoseconds.perHour

    init() {}

    init(_ db: Database) throws {
        now = try Note.retentionClock.value(in: db).map { Timestamp(nanoseconds: $0) }
        waitedNanoseconds = try Note.retentionWait.value(in: db) ?? 0
        stored = now
        storedWait = waitedNanoseconds
    }

    /// Follows the wall clock and the newest arrival, whichever is earlier.
    ///
    /// - Parameter patienceNanoseconds: how long after a jump it is believed.
    mutating func advance(
        wallClock: Timestamp,
        newestArrival: Timestamp,
        monotonicNanoseconds: Int64,
        patienceNanoseconds: Int64
    ) {
        let passed = max(0, monotonicNanoseconds - (lastMonotonic ?? monotonicNanoseconds))
        let walked = lastWall.map { wallClock.nanosecondsSince($0) } ?? passed
        lastMonotonic = monotonicNanoseconds
        lastWall = wallClock
        let target = min(wallClock, newestArrival)
        guard let now else { return self.now = target }
        let reachable = now.advanced(byNanoseconds: Self.haste * passed)
        let isSteady = (walked - passed).magnitude <= Self.steadinessNanoseconds.magnitude
        waitedNanoseconds = target <= reachable || !isSteady ? 0 : waitedNanoseconds + passed
        if waitedNanoseconds >= patienceNanoseconds {
            waitedNanoseconds = 0
            self.now = target
        } else {
            self.now = min(target, reachable)
        }
    }

    /// Whether it has moved far enough to be worth a write.
    var isWorthStoring: Bool {
        guard let now, let stored else { return now != nil }
        let moved = max(now.nanosecondsSince(stored).magnitude, (waitedNanoseconds - storedWait).magnitude)
        return moved >= Nanoseconds.perHour.magnitude
    }

    mutating func store(in db: Database) throws {
        try Note.retentionClock.store(now?.nanoseconds, in: db)
        try Note.retentionWait.store(waitedNanoseconds, in: db)
        stored = now
        storedWait = waitedNanoseconds
    }
}
