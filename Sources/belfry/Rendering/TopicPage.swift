import BelfryAPI

/// The ledger by topic as a table, those in trouble first: a topic that nobody can read must not hide among a thousand.
struct TopicPage {
    let topics: [LedgerRowStatus]
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        let heard = topics.filter { $0.ledger.received > 0 }
        guard !heard.isEmpty else { return ["no message yet"] }
        return TextTable(
            columns: [
                .init(title: "TOPIC", mayShrink: true),
                .init(title: "BROKER", mayShrink: true),
                .init(title: "RECEIVED", alignment: .right),
                .init(title: "STORED", alignment: .right),
                .init(title: "DUPLICATE", alignment: .right),
                .init(title: "QUARANTINED", alignment: .right),
                .init(title: "IGNORED", alignment: .right),
                .init(title: "SHED", alignment: .right),
                .init(title: "LAST MESSAGE", mayShrink: true),
            ],
            rows: Self.sorted(heard).map(row)
        ).lines(on: terminal)
    }

    /// What was lost first, then what was not read, then by name.
    static func sorted(_ topics: [LedgerRowStatus]) -> [LedgerRowStatus] {
        topics.sorted { left, right in
            let (first, second) = (rank(left), rank(right))
            guard first == second else { return first < second }
            return (left.broker ?? "", left.topic) < (right.broker ?? "", right.topic)
        }
    }

    private static func rank(_ topic: LedgerRowStatus) -> Int {
        topic.ledger.shed > 0 ? 0 : topic.ledger.quarantined > 0 ? 1 : topic.ledger.stored == 0 ? 2 : 3
    }

    private func row(_ topic: LedgerRowStatus) -> [TextTable.Cell] {
        let ledger = topic.ledger
        let last = [topic.lastOutcome, topic.lastReason].compactMap { $0 }.filter { !$0.isEmpty }
        return [
            .init(topic.topic, style: .strong),
            .init(topic.broker ?? ""),
            .init(MeasureText.grouped(ledger.received)),
            .init(MeasureText.grouped(ledger.stored)),
            .init(MeasureText.grouped(ledger.duplicate)),
            .init(MeasureText.grouped(ledger.quarantined), style: ledger.quarantined > 0 ? .caution : .plain),
            .init(MeasureText.grouped(ledger.ignored)),
            .init(MeasureText.grouped(ledger.shed), style: ledger.shed > 0 ? .bad : .plain),
            .init(last.joined(separator: ": ")),
        ]
    }
}
