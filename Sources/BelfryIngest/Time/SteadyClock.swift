// The arrival clock. Every reading is stamped with it, windows close by it and deadlines fire by it, so a step of the
// wall clock (NTP after a boot without a battery, an operator's `date -s`) must never run through to the engine: a jump
// forward would silence every sensor at once, a jump back would stamp two readings alike. A small difference is walked to.
// What could not be walked to within a day is jumped, and everybody who keeps instants of this clock is told.

public import BelfryModel

/// A clock that runs with the monotonic one, leans towards the wall clock, and never tells the same instant twice.
///
/// ```
/// wall ────────┐            ┌──────────   a step of the wall clock
///              └────────────┘
/// steady ────────────╲______╱──────────   is walked to at 5 % of elapsed time, never backwards
///
/// wall    ┌────────────────────────────   a step forward that is large and stays
/// steady ─┴──╱┊────────────────────────   is jumped to once it is confirmed, see ``jump(wall:monotonicNanoseconds:suspendedNanoseconds:)``
/// ```
public struct SteadyClock: Sendable {
    /// The wall clock is approached by at most a twentieth of the time that passes.
    static let slewDivisor: Int64 = 20
    /// A difference above this is worth an operator's attention, and a wall clock further ahead is jumped to.
    public static let reportedDifferenceNanoseconds = Nanoseconds.perMinute
    /// How long the wall clock has to stay ahead, so that a date that is mistyped and put right at once moves nothing.
    static let confirmationNanoseconds = 10 * Nanoseconds.perSecond
    /// A shorter suspend is walked to; above it lies what two looks at the clocks may be apart on a busy machine.
    static let shortestSuspendNanoseconds = Nanoseconds.perSecond

    private var offset: Int64
    private var lastMonotonic: Int64
    /// Time in suspend since boot, as far as it was jumped over.
    private var suspended: Int64
    /// A step forward that waits for its confirmation: since when, and how far the wall clock was ahead then.
    private var step: (since: Int64, difference: Int64)?
    /// The newest instant told.
    public private(set) var last: Timestamp

    /// How far the wall clock was ahead of this one at the last reading, in nanoseconds.
    public private(set) var differenceNanoseconds: Int64 = 0

    /// A clock that starts at the wall clock, or just after the newest instant already stored where that is later.
    ///
    /// - Parameter suspendedNanoseconds: how long the machine was suspended since it booted.
    public init(
        wall: Timestamp,
        monotonicNanoseconds: Int64,
        suspendedNanoseconds: Int64 = 0,
        notBefore newestStored: Timestamp = .distantPast
    ) {
        let start = max(wall, newestStored)
        self.offset = start.nanosecondsSince(Timestamp(nanoseconds: monotonicNanoseconds))
        self.lastMonotonic = monotonicNanoseconds
        self.suspended = suspendedNanoseconds
        self.last = start
    }

    /// The next instant without a look at the clocks, for what comes right after something that was told one.
    public mutating func next() -> Timestamp {
        last = last.advanced(byNanoseconds: 1)
        return last
    }

    /// The present instant: later than every instant told before.
    public mutating func now(wall: Timestamp, monotonicNanoseconds: Int64) -> Timestamp {
        let elapsed = max(0, monotonicNanoseconds - lastMonotonic)
        lastMonotonic = max(lastMonotonic, monotonicNanoseconds)
        let steady = Timestamp(nanoseconds: lastMonotonic).advanced(byNanoseconds: offset)
        differenceNanoseconds = wall.nanosecondsSince(steady)
        let reach = elapsed / Self.slewDivisor
        let lean = min(max(differenceNanoseconds, -reach), reach)
        offset += lean
        last = max(steady.advanced(byNanoseconds: lean), last.advanced(byNanoseconds: 1))
        return last
    }
}

extension SteadyClock {
    /// What the clock cannot walk to, if there is such a thing; to be asked for before anything that arrived since the last
    /// look is stamped, and the clock has jumped when it is told.
    ///
    /// - Parameter suspendedNanoseconds: how long the machine was suspended since it booted; read before the monotonic
    ///   clock, so that a thread that is held up in between sees too little and not too much.
    public mutating func jump(
        wall: Timestamp,
        monotonicNanoseconds: Int64,
        suspendedNanoseconds: Int64
    ) -> ClockJump? {
        let slept = suspendedNanoseconds - suspended
        if slept >= Self.shortestSuspendNanoseconds {
            suspended = suspendedNanoseconds
            step = nil
            return .suspended(jump(by: slept, monotonicNanoseconds))
        }
        let steady = Timestamp(nanoseconds: max(lastMonotonic, monotonicNanoseconds)).advanced(byNanoseconds: offset)
        let difference = wall.nanosecondsSince(steady)
        guard difference > Self.reportedDifferenceNanoseconds else {
            step = nil
            return nil
        }
        guard let step, abs(difference - step.difference) <= Self.reportedDifferenceNanoseconds else {
            step = (monotonicNanoseconds, difference)
            return nil
        }
        guard monotonicNanoseconds - step.since >= Self.confirmationNanoseconds else { return nil }
        self.step = nil
        return .stepped(jump(by: difference, monotonicNanoseconds))
    }

    private mutating func jump(by nanoseconds: Int64, _ monotonicNanoseconds: Int64) -> ClockJump.Span {
        lastMonotonic = max(lastMonotonic, monotonicNanoseconds)
        let steady = Timestamp(nanoseconds: lastMonotonic).advanced(byNanoseconds: offset)
        let from = max(steady, last.advanced(byNanoseconds: 1))
        offset += nanoseconds
        last = from.advanced(byNanoseconds: nanoseconds)
        return ClockJump.Span(from: from, to: last)
    }
}
