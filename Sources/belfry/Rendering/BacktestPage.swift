import BelfryDaemon
import BelfryModel

/// What a backtest found: a table of counts, then what only one side raised.
struct BacktestPage {
    let report: BacktestReport
    let local: LocalTime
    let terminal: Terminal

    /// The lines for a person.
    var lines: [String] {
        let span = "\(local.full(report.from)) to \(local.full(report.to))"
        let heading = "\(span), \(MeasureText.grouped(report.readings)) readings"
        let sections = [[heading], rules.lines(on: terminal), days, only(.changedOnly), only(.inForceOnly)]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var rules: TextTable {
        TextTable(
            columns: [
                .init(title: "RULE", mayShrink: true), .init(title: "VERSION"), .init(title: "IN FORCE"),
                .init(title: "NEW ONLY", alignment: .right), .init(title: "OLD ONLY", alignment: .right),
                .init(title: "BOTH", alignment: .right),
            ],
            rows: report.rules.map { rule in
                let inForce = rule.versionInForce.map { $0 == rule.version ? "the same" : $0 } ?? "none"
                return [.init(rule.name), .init(rule.version), .init(inForce)] + counts(of: rule.name)
            }
        )
    }

    private var days: [String] {
        let rows = report.days.flatMap { day in
            report.rules.compactMap { rule -> [TextTable.Cell]? in
                let cells = counts(of: rule.name, day: day)
                guard cells.contains(where: { $0.text != "0" }) else { return nil }
                return [.init(day), .init(rule.name)] + cells
            }
        }
        guard !rows.isEmpty else { return [] }
        let table = TextTable(
            columns: [
                .init(title: "DAY (UTC)"), .init(title: "RULE", mayShrink: true),
                .init(title: "NEW ONLY", alignment: .right), .init(title: "OLD ONLY", alignment: .right),
                .init(title: "BOTH", alignment: .right),
            ],
            rows: rows
        )
        return table.lines(on: terminal)
    }

    private func counts(of rule: String, day: String? = nil) -> [TextTable.Cell] {
        BacktestReport.Side.allCases.map { .init("\(report.count($0, rule: rule, day: day))") }
    }

    private func only(_ side: BacktestReport.Side) -> [String] {
        let entries = report.entries.filter { $0.side == side }
        guard !entries.isEmpty else { return [] }
        let title = side == .changedOnly ? "ONLY THE NEW RULES RAISE" : "ONLY THE RULES IN FORCE RAISE"
        return [TextStyle.quiet.applied(to: title, on: terminal)]
            + entries.map { entry in
                let raised = entry.occurrence.raised
                let time = "\(local.date(raised.detectedAt)) \(local.clock(raised.detectedAt))"
                let text = "\(time)  \(raised.severity.name.uppercased())  \(raised.rule): \(raised.text)"
                return TerminalText.neutralised(text)
            }
    }

    /// The lines for a machine.
    func jsonLines() throws -> [String] {
        let events = try report.entries.map { try JSONText.line(BacktestLine($0)) }
        let counts = try report.days.flatMap { day in
            try report.rules.map { rule in
                let counts = BacktestReport.Side.allCases.map { report.count($0, rule: rule.name, day: day) }
                return try JSONText.line(
                    BacktestCountLine(rule: rule, day: day, new: counts[0], old: counts[1], both: counts[2])
                )
            }
        }
        return events + counts
    }
}

/// One event of `belfry backtest --json`.
private struct BacktestLine: Encodable {
    var type = "event"
    /// `new`, `old` or `both`.
    var raisedBy: String
    var rule: String
    var ruleVersion: String
    var severity: String
    var sensor: String
    var quantity: String
    var agency: String
    var from: String
    var to: String?
    var detectedAt: String
    /// By the rule in force, where both raised it.
    var oldDetectedAt: String?
    var value: Double
    var threshold: Double?
    var text: String

    init(_ entry: BacktestReport.Entry) {
        let raised = entry.occurrence.raised
        raisedBy = entry.side.rawValue
        rule = raised.rule
        ruleVersion = raised.ruleVersion
        severity = raised.severity.name
        sensor = raised.series.key.sensor
        quantity = raised.series.key.quantity.name
        agency = raised.series.key.agency
        from = raised.from.rfc3339
        to = entry.occurrence.cleared?.to?.rfc3339
        detectedAt = raised.detectedAt.rfc3339
        oldDetectedAt = entry.inForce?.raised.detectedAt.rfc3339
        value = raised.value
        threshold = raised.threshold
        text = raised.text
    }
}

/// One count of `belfry backtest --json`.
private struct BacktestCountLine: Encodable {
    var type = "count"
    var rule: String
    var ruleVersion: String
    var ruleVersionInForce: String?
    var day: String
    var new: Int
    var old: Int
    var both: Int

    init(rule: BacktestReport.RulePair, day: String, new: Int, old: Int, both: Int) {
        self.rule = rule.name
        ruleVersion = rule.version
        ruleVersionInForce = rule.versionInForce
        self.day = day
        self.new = new
        self.old = old
        self.both = both
    }
}
