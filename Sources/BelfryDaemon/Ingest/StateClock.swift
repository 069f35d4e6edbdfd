import BelfryModel

/// Since when something has been as it is: told once for each state, so that a reader who asks twice gets one answer.
struct StateClock {
    private var known: (monotonicNanoseconds: Int64, at: Timestamp)?

    /// The instant at which a state began.
    ///
    /// - Parameters:
    ///   - start: when it began, on the monotonic clock.
    ///   - monotonicNanoseconds: now, on the same clock.
    ///   - now: the same instant on the arrival clock.
    mutating func instant(of start: Int64, monotonicNanoseconds: Int64, now: Timestamp) -> Timestamp {
        if let known, known.monotonicNanoseconds == start { return known.at }
        let at = now.advanced(byNanoseconds: start - monotonicNanoseconds)
        known = (start, at)
        return at
    }
}
