import BelfryAPI
import BelfryModel

/// On what grounds a finding was raised.
struct GroundsPage {
    private static let labelColumns = 15

    let incident: IncidentDocument
    let finding: FindingDocument
    /// The rule of that name in force; nil where there is none.
    let rule: RuleDocument?
    /// nil: none are stored under that name.
    let readings: QueryDocument?
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        [[heading] + sentence, facts, evidence, stored].filter { !$0.isEmpty }.joined(separator: [""]).map(\.self)
    }

    private var width: Int { terminal.width ?? Terminal.pageWidth }

    private var heading: String {
        let severity = TextStyle(severity: finding.severity).applied(to: finding.severity.uppercased(), on: terminal)
        let ids = "finding \(finding.id) of incident \(incident.id)"
        return "\(severity)  \(TerminalText.neutralised(ids)), \(TerminalText.neutralised(finding.phase))"
    }

    private var sentence: [String] { LineWrap.lines(TerminalText.neutralised(finding.text), width: width) }

    private var facts: [String] {
        let value = MeasureText.measure(finding.value, unit: finding.unit)
        let limit = finding.threshold.map { ", limit \(MeasureText.measure($0, unit: finding.unit))" } ?? ""
        var lines = row("from", moment(finding.from))
        if let to = finding.to { lines += row("to", moment(to)) }
        lines += row("detected", moment(finding.detectedAt)) + row("value", value + limit)
        lines += row("kind", finding.kind) + row("series", "\(finding.agency)/\(finding.sensor)/\(finding.quantity)")
        lines += row("rule", "\(finding.rule), version \(finding.ruleVersion), \(standing)")
        if let rule, rule.version == finding.ruleVersion {
            lines += row("revision", rule.revision) + row("owner", rule.owner) + row("definition", rule.definition)
        }
        lines += row("configuration", configuration) + row("runbook", finding.runbook)
        return lines
    }

    /// What became of the rule.
    private var standing: String {
        guard finding.ruleVersion != "built-in" else { return "part of Belfry" }
        guard let rule else { return "no longer in force" }
        return rule.version == finding.ruleVersion ? "in force" : "changed since: version \(rule.version) is in force"
    }

    private var configuration: String {
        let hash = finding.configurationHash
        guard !hash.isEmpty else { return "not recorded" }
        guard let current = rule?.configurationHash else { return hash }
        return current == hash ? "\(hash), in force" : "\(hash); \(current) is in force now"
    }

    private var evidence: [String] {
        let table = TextTable(
            columns: [.init(title: "EVIDENCE"), .init(title: "VALUE", alignment: .right), .init(title: "AT")],
            rows: finding.evidence.map { evidence in
                let name = String(evidence.name.map { $0 == "_" ? " " : $0 })
                let time = evidence.time.flatMap { Timestamp(rfc3339: $0) }.map(local.full) ?? ""
                return [.init(name), .init(MeasureText.measure(evidence.value, unit: evidence.unit)), .init(time)]
            }
        )
        return finding.evidence.isEmpty ? [] : table.lines(on: terminal)
    }

    private var stored: [String] {
        guard let readings else { return ["no readings are stored under \(TerminalText.neutralised(finding.sensor))"] }
        return SeriesPage(answer: readings, local: local, terminal: terminal).lines
    }

    private func moment(_ time: String) -> String {
        guard let instant = Timestamp(rfc3339: time) else { return time }
        return "\(local.full(instant)) (\(DurationText.short(nanoseconds: now.nanosecondsSince(instant))) ago)"
    }

    private func row(_ label: String, _ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let lines = LineWrap.lines(TerminalText.neutralised(text), width: width - Self.labelColumns)
        return lines.enumerated().map { index, line in
            TerminalText.padded(index == 0 ? label : "", to: Self.labelColumns) + line
        }
    }

    /// The line for a machine.
    func jsonLine() throws -> String {
        try JSONText.line(
            GroundsLine(incident: incident.id, finding: finding, rule: rule, points: readings?.points ?? [])
        )
    }
}

/// One line of `belfry explain --json`.
private struct GroundsLine: Encodable {
    var incident: String
    var finding: FindingDocument
    /// The rule of that name in force; absent where there is none.
    var ruleInForce: RuleDocument?
    var isRuleUnchanged: Bool
    var readings: [QueryPoint]

    init(incident: String, finding: FindingDocument, rule: RuleDocument?, points: [QueryPoint]) {
        self.incident = incident
        self.finding = finding
        ruleInForce = rule
        isRuleUnchanged = rule?.version == finding.ruleVersion
        readings = points
    }
}
