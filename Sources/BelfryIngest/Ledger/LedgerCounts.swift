/// What became of messages, in messages.
///
///     received = stored + duplicate + quarantined + ignored + shed + inFlight
public struct LedgerCounts: Sendable, Hashable {
    public var received = 0
    public var stored = 0
    /// Part of `stored`: messages with a reading older than the allowed lateness.
    public var late = 0
    public var duplicate = 0
    public var quarantined = 0
    public var ignored = 0
    public var shed = 0
    /// The same by reason.
    public var shedReasons = ShedCounts()
    /// Taken in and not yet settled; counted up and down, never worked out from the others.
    public var inFlight = 0

    public init() {}

    /// Whether nothing is unaccounted for.
    public var isBalanced: Bool {
        received == stored + duplicate + quarantined + ignored + shed + inFlight && shed == shedReasons.total
    }

    mutating func open() {
        received += 1
        inFlight += 1
    }

    mutating func settle(_ message: MessageRecord) {
        inFlight -= 1
        switch message.bucket {
        case .stored: stored += 1
        case .duplicate: duplicate += 1
        case .quarantined: quarantined += 1
        case .ignored: ignored += 1
        case .shed:
            shed += 1
            shedReasons.count(message.reason)
        }
        if message.isLate { late += 1 }
    }
}
