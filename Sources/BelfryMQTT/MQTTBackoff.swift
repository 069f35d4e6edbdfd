/// Exponential back-off with jitter and a cap.
///
/// The delay before attempt n (from 0) is drawn evenly from the upper half of min(cap, base · 2ⁿ), so that four hundred
/// gateways do not come back in step ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015: equal jitter).
public struct MQTTBackoff: Sendable, Hashable {
    /// The longest delay before the first retry.
    public var baseNanoseconds: Int64
    /// The longest delay before any retry.
    public var capNanoseconds: Int64

    public init(baseNanoseconds: Int64 = 500_000_000, capNanoseconds: Int64 = 30_000_000_000) {
        self.baseNanoseconds = baseNanoseconds
        self.capNanoseconds = capNanoseconds
    }

    /// The delay before a retry.
    ///
    /// - Parameters:
    ///   - attempt: how many retries came before, at least 0.
    ///   - jitter: a random number in [0, 1).
    /// - Returns: nanoseconds in [ceiling / 2, ceiling), where ceiling = min(cap, base · 2^attempt).
    public func delayNanoseconds(attempt: Int, jitter: Double) -> Int64 {
        let doublings = min(max(attempt, 0), 32)
        let (grown, overflow) = baseNanoseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        let ceiling = overflow ? capNanoseconds : min(capNanoseconds, grown)
        return Self.spread(ceiling, jitter: jitter)
    }

    /// A length drawn from the upper half of `ceiling`; `jitter` in [0, 1).
    static func spread(_ ceiling: Int64, jitter: Double) -> Int64 {
        let half = max(ceiling, 0) / 2
        let share = jitter >= 0 && jitter < 1 ? jitter : 0
        return half + Int64(Double(half) * share)
    }
}
