import BelfryAPI
import BelfryModel

/// Messages that could not be read: as a table, or one in full.
struct QuarantinePage {
    let messages: [QuarantineDocument]
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The table, the newest message first.
    var lines: [String] {
        guard !messages.isEmpty else { return ["nothing in quarantine"] }
        let table = TextTable(
            columns: [
                .init(title: "NUMBER", alignment: .right),
                .init(title: "AT"),
                .init(title: "TOPIC", mayShrink: true),
                .init(title: "FORMAT"),
                .init(title: "REASON", mayShrink: true),
                .init(title: "REPLAY"),
            ],
            rows: messages.map(row)
        )
        return table.lines(on: terminal)
    }

    private func row(_ message: QuarantineDocument) -> [TextTable.Cell] {
        [
            .init(String(message.number)),
            .init(moment(message)),
            .init(message.topic, style: .strong),
            .init(message.format),
            .init("\(message.outcome): \(message.reason)"),
            .init(message.replayable.map { $0 ? "yes" : "no" } ?? "?"),
        ]
    }

    /// One message in full.
    static func story(of message: QuarantineDocument, local: LocalTime, terminal: Terminal) -> [String] {
        let at = Timestamp(rfc3339: message.at).map(local.full) ?? message.at
        let replay =
            message.replayable ?? false
            ? "can be read again: belfry quarantine replay \(message.number)"
            : "cannot be read again now: it has been, or the whole message is no longer in memory"
        let rows = [
            ("number", String(message.number)), ("at", at), ("broker", message.broker), ("topic", message.topic),
            ("format", message.format), ("outcome", message.outcome), ("reason", message.reason),
            ("sample", message.sample), ("replay", replay),
        ]
        let width = max(20, (terminal.width ?? Terminal.pageWidth) - labelColumns)
        return rows.flatMap { label, text in
            LineWrap.lines(TerminalText.neutralised(text), width: width).enumerated().map { index, line in
                TerminalText.padded(index == 0 ? label : "", to: labelColumns) + line
            }
        }
    }

    private static let labelColumns = 9

    private func moment(_ message: QuarantineDocument) -> String {
        Timestamp(rfc3339: message.at).map { local.moment($0, now: now) } ?? message.at
    }
}
