// When to commit. Each commit costs a few pages of flash however little is in it, so readings are gathered; but the
// broker waits for its acknowledgements, and one with a small window sends nothing more until it has them.

/// Decides when an open batch is committed; performs nothing and reads no clock.
///
/// ```
/// messages   │ ││ │ │││ │ ││ │ ││ │ │                 │││││
///            └──────── linger ───────►│ commit        └────┴─ pause ─►│ commit
///              steady: grows to 1 s                    window full, or nothing to say
/// ```
///
/// - It **lingers** from the batch's first message on. The linger doubles with every batch that input kept filling and
///   halves with every one that a pause ended.
/// - It ends early at a **pause**: no message for 12 times the usual gap between two, while the broker waits for
///   acknowledgements. Among a thousand random (Poisson) arrivals such a gap is a 1 in 160 chance; behind a broker that
///   is waiting for us it is certain. So a window of 20 passes 20 messages every few milliseconds instead of every
///   linger.
/// - It ends early when the batch is **full**, which is sooner while more than ten thousand messages a second come.
///
/// Under a steady trickle it also lets messages **gather** before they are read: waking three threads for each costs twenty
/// times what the message does. That is for a linger that has grown to its longest, so not for a broker that waits for us, and
/// for hundreds to thousands of messages a second: a lone one is read as it comes.
///
/// The gap after an acknowledgement is measured from the acknowledgement: a broker that had been waiting answers at once,
/// a slow sensor does not.
public struct GroupCommitPolicy: Sendable {
    /// What to do with the open batch.
    public enum Decision: Hashable, Sendable {
        case commit
        /// Ask again at this monotonic time, or with the next message; `.max` where the batch is empty.
        case wait(until: Int64)
    }

    /// The bounds within which the policy learns; all in nanoseconds but counts of messages.
    public struct Configuration: Hashable, Sendable {
        public var shortestLinger: Int64 = 100_000_000
        public var longestLinger: Int64 = 1_000_000_000
        public var shortestPause: Int64 = 5_000_000
        /// How long a message of a steady trickle may wait to be read.
        public var gathering: Int64 = 30_000_000
        /// Of fewer than so many in that time little is gained, of more each read has enough to do.
        public var gatheredMessages: ClosedRange<Int64> = 3...192
        /// Messages of a full batch: few enough that acknowledging them does not hold up reading for long.
        public var fullMessages = 4_000
        /// The same of one that fills within the shortest linger: nothing is read while it is committed and acknowledged, and
        /// an alarm in what comes meanwhile should not wait longer than it must.
        public var hurriedMessages = 1_000
        /// The same with those that are not stored, which cost the disk nothing.
        public var fullWithWeightless = 16_000

        public init() {}
    }

    public let configuration: Configuration
    private var linger: Int64
    /// Moving average of the gaps between messages; 0 before the first.
    private var usualGap: Int64 = 0
    private var messages = 0
    /// Of which nothing is stored.
    private var weightless = 0
    private var unacknowledged = 0
    private var firstArrival: Int64 = 0
    private var lastArrival: Int64 = 0
    private var lastAcknowledgement: Int64?

    static let gapsInAPause: Int64 = 12
    private static let averagingShift: Int64 = 4

    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
        self.linger = configuration.shortestLinger
    }

    /// Messages that joined the open batch.
    ///
    /// - Parameters:
    ///   - count: how many were read at once.
    ///   - weightless: how many of them leave nothing to store.
    ///   - unacknowledged: how many of them wait for an acknowledgement (QoS 1).
    ///   - now: monotonic time.
    public mutating func receive(count: Int, weightless: Int = 0, unacknowledged: Int, now: Int64) {
        guard count > 0 else { return }
        learnGap(count: count, now: now)
        if messages == 0 { firstArrival = now }
        messages += count
        self.weightless += weightless
        self.unacknowledged += unacknowledged
        lastArrival = now
    }

    /// What to do now.
    public func decision(now: Int64) -> Decision {
        guard messages > 0 else { return .wait(until: .max) }
        if isFull { return .commit }
        let deadline = min(firstArrival + linger, pauseDeadline)
        return now >= deadline ? .commit : .wait(until: deadline)
    }

    /// When reading is worth it again; `.min`: at once.
    public var gatheringDeadline: Int64 { isGathering ? lastArrival + configuration.gathering : .min }

    /// The batch was committed and its messages acknowledged; the next one is open.
    ///
    /// - Parameters:
    ///   - decidedAt: when ``decision(now:)`` said `commit`.
    ///   - now: monotonic time after the acknowledgement.
    public mutating func acknowledge(decidedAt: Int64, now: Int64) {
        let endedByPause = !isFull && decidedAt < firstArrival + linger
        linger =
            endedByPause
            ? max(linger / 2, configuration.shortestLinger) : min(linger * 2, configuration.longestLinger)
        messages = 0
        weightless = 0
        unacknowledged = 0
        lastAcknowledgement = now
    }

    private var isGathering: Bool {
        linger == configuration.longestLinger
            && usualGap * configuration.gatheredMessages.lowerBound < configuration.gathering
            && usualGap * configuration.gatheredMessages.upperBound > configuration.gathering
    }

    private var isFull: Bool {
        let isHurried = lastArrival - firstArrival < configuration.shortestLinger
        let full = isHurried ? configuration.hurriedMessages : configuration.fullMessages
        return messages - weightless >= full || messages >= configuration.fullWithWeightless
    }

    /// Without anybody waiting for an acknowledgement, a pause is no reason to write.
    private var pauseDeadline: Int64 {
        guard unacknowledged > 0 else { return .max }
        let pause = max(configuration.shortestPause, Self.gapsInAPause * usualGap)
        // A pause of our own making is none of the broker's.
        return lastArrival + pause + (isGathering ? configuration.gathering : 0)
    }

    private mutating func learnGap(count: Int, now: Int64) {
        let since: Int64
        if messages > 0 {
            since = lastArrival
        } else if let lastAcknowledgement {
            since = lastAcknowledgement
        } else {
            return
        }
        // One long silence must not blur the usual gap for minutes.
        let gap = min(max(0, now - since), configuration.longestLinger)
        for _ in 0..<min(count, 1 << Self.averagingShift) {
            usualGap += (gap / Int64(count) - usualGap) >> Self.averagingShift
        }
    }
}
