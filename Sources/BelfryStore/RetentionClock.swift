// "Older than 30 days" needs a now that a wrong wall clock cannot move: a gateway without a battery boots in 1970, and
// a mistyped date makes every reading 70 years old for a minute. So age is told by a clock of the store's own, which
// follows the newest arrival stored, back at once and forward by no more than an hour a call.

import BelfryModel

/// The instant that ages are measured against.
struct RetentionClock: Equatable {
    private(set) var now: Timestamp?
    /// As it was last stored.
    private(set) var stored: Timestamp?

    /// - Parameter stored: where an earlier run left the clock.
    init(stored: Timestamp? = nil) {
        self.now = stored
        self.stored = stored
    }

    /// Follows the wall clock and the newest arrival, whichever is earlier.
    mutating func advance(wallClock: Timestamp, newestArrival: Timestamp) {
        let target = min(wallClock, newestArrival)
        guard let now else {
            self.now = target
            return
        }
        self.now = min(target, now.advanced(byNanoseconds: StoreLimits.retentionStepNanoseconds))
    }

    /// Whether it has moved far enough to be worth a write.
    var isWorthStoring: Bool {
        guard let now, let stored else { return now != nil }
        return now.nanosecondsSince(stored).magnitude >= StoreLimits.retentionStepNanoseconds.magnitude
    }

    mutating func didStore() {
        stored = now
    }
}
