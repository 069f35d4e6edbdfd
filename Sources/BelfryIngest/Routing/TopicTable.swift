/// A topic that got a row of the ledger's table.
public struct TopicAnnouncement: Sendable, Hashable {
    public var row: Int32
    /// The index of the broker.
    public var source: Int
    public var topic: String
}

/// Numbers the topics that the ledger keeps a row for, in the order in which they were first seen.
///
/// The table is bounded: topics beyond the limit share row 0, so the ledger's sums stay whole.
struct TopicTable {
    /// The row of all topics that have none of their own.
    static let otherTopics: Int32 = 0

    private var rows: [String: Int32] = [:]
    /// New rows that no batch has carried to the ledger yet, in order.
    private(set) var announcements: [TopicAnnouncement] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = min(limit, Int(Int32.max) - 1)
    }

    /// The row of a topic.
    mutating func row(of topic: UnsafeBufferPointer<UInt8>, source: Int) -> Int32 {
        guard topic.count <= Self.nameBytes else { return Self.otherTopics }
        let name = String(decoding: topic, as: UTF8.self)
        let key = source == 0 ? name : "\(source) \(name)"
        if let row = rows[key] { return row }
        guard rows.count < limit else { return Self.otherTopics }
        let row = Int32(truncatingIfNeeded: rows.count + 1)
        rows[key] = row
        announcements.append(TopicAnnouncement(row: row, source: source, topic: Redaction.topic(topic)))
        return row
    }

    /// Hands the new rows over.
    mutating func takeAnnouncements() -> [TopicAnnouncement] {
        defer { announcements.removeAll() }
        return announcements
    }

    /// Longer topics share row 0.
    private static let nameBytes = 512
}
