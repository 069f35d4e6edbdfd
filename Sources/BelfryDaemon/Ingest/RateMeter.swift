import BelfryModel

/// Events per second over the last ten seconds, from a counter that only grows.
///
/// Pure.
struct RateMeter: Sendable {
    /// One sample a second is kept for so long.
    static let spanSeconds = 10

    private var samples: [(at: Timestamp, total: UInt64)] = []

    /// Notes the counter; samples closer than a second to the last one are left out.
    mutating func note(_ total: UInt64, at now: Timestamp) {
        if let last = samples.last, now.nanosecondsSince(last.at) < Nanoseconds.perSecond { return }
        samples.append((now, total))
        if samples.count > Self.spanSeconds + 1 { samples.removeFirst() }
    }

    /// The clock was set forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        for index in samples.indices { samples[index].at = samples[index].at.advanced(byNanoseconds: distance) }
    }

    /// The rate between the oldest kept sample and now; 0 before there are two instants.
    func perSecond(_ total: UInt64, at now: Timestamp) -> Double {
        guard let oldest = samples.first else { return 0 }
        let elapsed = Double(now.nanosecondsSince(oldest.at)) / Double(Nanoseconds.perSecond)
        return elapsed > 0 ? Double(total - oldest.total) / elapsed : 0
    }
}
