import BelfryModel

/// A second of rounds, until it can be told who waited for whom.
///
/// A broker hands out what it holds message by message, and a loop that is quicker waits some microseconds for each of them:
/// that is no ease. So short waits count only where they are a good part of the time.
struct OverloadSecond: Sendable {
    enum Verdict: Equatable {
        /// Belfry waited for input.
        case easy
        /// Input waited for Belfry; `age` is the median of what came.
        case held(age: Int64?)
        /// Nothing came, since nothing was read: neither.
        case still
    }

    static let lengthNanoseconds = Nanoseconds.perSecond
    /// A wait that no broker needs to hand out its next message.
    static let longWaitNanoseconds = Nanoseconds.perMillisecond
    /// Long waits are ease from one part in so many of the time on: a scheduler's hiccup is none.
    static let longShare: Int64 = 50
    /// All waits from one part in so many on.
    static let anyShare: Int64 = 4
    /// Ages kept of one second: enough for a median that some wrong clocks do not move.
    static let ageLimit = 63

    private var since: Int64?
    private var longWaits: Int64 = 0
    private var waits: Int64 = 0
    private var messages = 0
    private var ages: [Int64] = []

    /// Adds a round.
    ///
    /// - Returns: the verdict once the second is over, after which another one begins.
    mutating func note(_ round: OverloadRound, now: Int64) -> Verdict? {
        let since = since ?? now - max(0, round.waitedNanoseconds)
        self.since = since
        waits += max(0, round.waitedNanoseconds)
        if round.waitedNanoseconds >= Self.longWaitNanoseconds { longWaits += round.waitedNanoseconds }
        messages += round.messages
        if let age = round.ageNanoseconds, ages.count < Self.ageLimit { ages.append(age) }
        let elapsed = now - since
        guard elapsed >= Self.lengthNanoseconds else { return nil }
        defer { begin(at: now) }
        if longWaits >= elapsed / Self.longShare || waits >= elapsed / Self.anyShare { return .easy }
        return messages > 0 ? .held(age: medianAge) : .still
    }

    private var medianAge: Int64? { ages.isEmpty ? nil : ages.sorted()[ages.count / 2] }

    private mutating func begin(at now: Int64) {
        since = now
        (longWaits, waits, messages) = (0, 0, 0)
        ages.removeAll(keepingCapacity: true)
    }
}
