// The account of every message. It is kept from two sides, so that a balance means something: the session counts what it
// has read, the batch what became of it.
//
//   session reads n ─► receive(n, batch)   received += n     each message of the batch: opened, in flight
//   batch committed ─► settle(batch)                         each message of the batch: one bucket

/// Received and settled messages, in total, per subscription, per topic and per reason.
public struct Ledger: Sendable {
    /// The account of one subscription.
    public struct SubscriptionRow: Sendable, Hashable {
        /// The subscription's topic template.
        public var name: String
        public var counts = LedgerCounts()
    }

    /// The account of one topic.
    public struct TopicRow: Sendable, Hashable {
        /// The index of the broker; −1 for the row that is shared.
        public var source: Int
        /// As ``Redaction`` shows it.
        public var topic: String
        public var counts = LedgerCounts()
        /// What became of the last message.
        public var lastOutcome = Outcome.ignored
        public var lastReason = Reason.none
    }

    /// All messages.
    ///
    /// `received` is what the sessions have counted.
    public private(set) var total = LedgerCounts()
    /// By subscription; the last row is of messages that no subscription covers.
    public private(set) var subscriptions: [SubscriptionRow]
    /// By topic; row 0 is shared by all topics beyond the table's limit.
    public private(set) var topics: [TopicRow]
    /// Settled messages by reason, in the order of ``Reason/allCases``.
    public private(set) var reasons: [Int]

    /// A ledger for subscriptions, named by their templates, in the order of their indexes.
    public init(subscriptions: [String]) {
        self.subscriptions = (subscriptions + ["(no subscription)"]).map { SubscriptionRow(name: $0) }
        self.topics = [TopicRow(source: -1, topic: "(other topics)")]
        self.reasons = Array(repeating: 0, count: Reason.allCases.count)
    }

    /// Gives the subscriptions' rows other names, in the order of their indexes; the counts stay.
    public mutating func renameSubscriptions(_ names: [String]) {
        for (row, name) in zip(subscriptions.indices.dropLast(), names) { subscriptions[row].name = name }
    }

    /// Books messages as received and in flight.
    ///
    /// Call it after each round of reading, before anyone may look.
    ///
    /// - Parameters:
    ///   - count: messages that the sessions have delivered since the last call, without the bypass.
    ///   - batch: the batch that they went into.
    public mutating func receive(_ count: Int, in batch: inout IngestBatch) {
        total.received += count
        for announcement in batch.newTopics where Int(announcement.row) == topics.count {
            topics.append(TopicRow(source: announcement.source, topic: announcement.topic))
        }
        for message in batch.messages.dropFirst(batch.bookedCount) {
            total.inFlight += 1
            subscriptions[subscriptionRow(of: message)].counts.open()
            topics[topicRow(of: message)].counts.open()
        }
        batch.bookedCount = batch.messages.count
    }

    /// Books the messages of a committed batch into their buckets; the batch has to be emptied afterwards.
    public mutating func settle(_ batch: IngestBatch) {
        for message in batch.messages.prefix(batch.bookedCount) {
            total.settle(message)
            subscriptions[subscriptionRow(of: message)].counts.settle(message)
            let row = topicRow(of: message)
            topics[row].counts.settle(message)
            topics[row].lastOutcome = message.outcome
            topics[row].lastReason = message.reason
            reasons[Int(message.reason.rawValue)] += 1
        }
    }

    /// Whether nothing is unaccounted for: in total, in each row, and between them.
    public var isBalanced: Bool {
        total.isBalanced && subscriptions.allSatisfy { $0.counts.isBalanced }
            && topics.allSatisfy { $0.counts.isBalanced }
            && subscriptions.reduce(0) { $0 + $1.counts.received } == total.received
    }

    private func subscriptionRow(of message: MessageRecord) -> Int {
        let last = subscriptions.count - 1
        return message.subscription >= 0 ? min(Int(message.subscription), last) : last
    }

    private func topicRow(of message: MessageRecord) -> Int {
        let row = Int(message.topicRow)
        return topics.indices.contains(row) ? row : 0
    }
}
