import BelfryModel

/// When to try again after the stream was lost: soon, then patiently, never in step with other desks.
struct Reconnection {
    /// The stream is given up after so long without an event or a heartbeat; the daemon sends one every few seconds.
    static let silenceNanoseconds = 30 * Nanoseconds.perSecond
    /// The longest pause between two attempts.
    static let longestPauseNanoseconds = 15 * Nanoseconds.perSecond

    private(set) var lostSince: Timestamp?
    private var attempts = 0

    /// The stream is gone, or an attempt failed.
    ///
    /// - Returns: whether this is news.
    mutating func lost(now: Timestamp) -> Bool {
        attempts += 1
        guard lostSince == nil else { return false }
        lostSince = now
        return true
    }

    /// The stream is back; returns how long it was away in nanoseconds.
    mutating func restored(now: Timestamp) -> Int64 {
        defer { self = Reconnection() }
        return lostSince.map { max(0, now.nanosecondsSince($0)) } ?? 0
    }

    /// How long to pause before the next attempt: 1, 2, 4, 8, 15 s, of that between the half and the whole.
    ///
    /// - Parameter random: evenly from 0..<1.
    func pauseNanoseconds(random: Double) -> Int64 {
        let doubled = Nanoseconds.perSecond << min(4, max(0, attempts - 1))
        let pause = min(doubled, Self.longestPauseNanoseconds)
        return pause / 2 + Int64(Double(pause / 2) * min(max(random, 0), 1))
    }
}
