/// The ledger of one subscription or topic, a part of `GET /status`.
public struct LedgerRowStatus: Codable, Equatable, Sendable {
    /// The broker that a topic is of; null for a subscription and for the row that topics beyond the table share.
    @Nullable public var broker: String?
    /// A topic, or a subscription's topic template.
    public var topic: String
    public var ledger: LedgerStatus
    /// What became of the last message; null for a subscription.
    @Nullable public var lastOutcome: String?
    /// Why; null for a subscription, empty where the outcome is `readings`.
    @Nullable public var lastReason: String?

    public init(
        broker: String? = nil,
        topic: String,
        ledger: LedgerStatus,
        lastOutcome: String? = nil,
        lastReason: String? = nil
    ) {
        self.broker = broker
        self.topic = topic
        self.ledger = ledger
        self.lastOutcome = lastOutcome
        self.lastReason = lastReason
    }
}
