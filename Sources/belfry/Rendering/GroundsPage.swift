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
    /// Of what it is about where that is several series.
    var members: [QueryDocument] = []
    /// The names of those that are left out.
    var furtherMembers: [String] = []
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        [[heading] + sentence, facts, evidence, stored].filter { !$0.isEmpty }.joined(separator: [""]).map(\.self)
    }

    private var width: Int { terminal.width ?? Terminal.pageWidth }
    private var raised: FindingDocument { finding.asRaised }
    private var isCleared: Bool { finding.phase == "cleared" }

    private var heading: String {
        let severity = TextStyle(severity: finding.severity).applied(to: finding.severity.uppercased(), on: terminal)
        let ids = "finding \(finding.id) of incident \(incident.id)"
        return "\(severity)  \(TerminalText.neutralised(ids)), \(TerminalText.neutralised(finding.phase))"
    }

    private var sentence: [String] {
        let texts = raised.text == finding.text ? [finding.text] : [raised.text, finding.text]
        return texts.flatMap { LineWrap.lines(TerminalText.neutralised($0), width: width) }
    }

    private var facts: [String] {
        var lines = row("from", moment(finding.from))
        if let to = finding.to { lines += row("to", moment(to)) }
        lines += row("detected", moment(raised.detectedAt)) + row("value", Self.measured(raised)) + clearing
        lines += row("kind", finding.kind) + row("series", "\(finding.agency)/\(finding.sensor)/\(finding.quantity)")
        lines += row("rule", "\(finding.rule), version \(finding.ruleVersion), \(standing)")
        if let rule, rule.version == finding.ruleVersion {
            lines += row("revision", rule.revision) + row("owner", rule.owner) + row("definition", rule.definition)
        }
        lines += row("configuration", configuration) + row("runbook", finding.runbook)
        return lines
    }

    /// What ended it, beside what raised it.
    private var clearing: [String] {
        guard isCleared else { return [] }
        guard finding.raisedOn != nil else {
            return row("", "as it was cleared; what it was raised on has not been kept")
        }
        return row("cleared", moment(finding.detectedAt)) + row("", "at \(Self.measured(finding))")
    }

    private static func measured(_ finding: FindingDocument) -> String {
        let limit = finding.threshold.map { ", limit \(MeasureText.measure($0, unit: finding.unit))" } ?? ""
        return MeasureText.measure(finding.value, unit: finding.unit) + limit
    }

    /// What became of the rule.
    private var standing: String {
        guard finding.ruleVersion != "built-in" else { return "part of Belfry" }
        guard let rule else { return "no longer in force" }
        return rule.version == finding.ruleVersion ? "in force" : "changed since: version \(rule.version) is in force"
    }

    private var configuration: String {
        let hash = raised.configurationHash
        guard !hash.isEmpty else { return "not recorded" }
        guard let current = rule?.configurationHash else { return hash }
        return current == hash ? "\(hash), in force" : "\(hash); \(current) is in force now"
    }

    private var evidence: [String] {
        let ends = finding.raisedOn == nil ? [] : finding.evidence
        var columns: [TextTable.Column] = [
            .init(title: "EVIDENCE", mayShrink: true), .init(title: "VALUE", alignment: .right), .init(title: "AT"),
        ]
        if !ends.isEmpty { columns.append(.init(title: "WHEN CLEARED", alignment: .right)) }
        let rows = EvidencePair.pairs(raised.evidence, ends).map { pair in
            let name = String(pair.name.map { $0 == "_" ? " " : $0 })
            let time = pair.raised?.time.flatMap { Timestamp(rfc3339: $0) }.map(local.full) ?? ""
            let cells: [TextTable.Cell] = [.init(name), .init(Self.measured(pair.raised)), .init(time)]
            return ends.isEmpty ? cells : cells + [.init(Self.measured(pair.cleared))]
        }
        return rows.isEmpty ? [] : TextTable(columns: columns, rows: rows).lines(on: terminal)
    }

    private static func measured(_ evidence: EvidenceDocument?) -> String {
        evidence.map { MeasureText.measure($0.value, unit: $0.unit) } ?? ""
    }

    private var stored: [String] {
        let answers = (readings.map { [$0] } ?? []) + members
        guard !answers.isEmpty else {
            return ["no readings are stored under \(TerminalText.neutralised(finding.sensor))"]
        }
        let pages = answers.map { SeriesPage(answer: $0, local: local, terminal: terminal).lines }
        return Array((pages + further).joined(separator: [""]))
    }

    private var further: [[String]] {
        guard let first = furtherMembers.first else { return [] }
        let text = "\(furtherMembers.count) more series: \(furtherMembers.joined(separator: ", "))"
        return [
            (LineWrap.lines(TerminalText.neutralised(text), width: width)
                + [TerminalText.neutralised("to see one: belfry query \(first)")])
        ]
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
            GroundsLine(
                incident: incident.id,
                finding: finding,
                ruleInForce: rule,
                isRuleUnchanged: rule?.version == finding.ruleVersion,
                readings: readings?.points ?? [],
                members: members,
                furtherMembers: furtherMembers
            )
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
    /// Of the finding's own series.
    var readings: [QueryPoint]
    /// Of the series behind it where it is about several.
    var members: [QueryDocument]
    var furtherMembers: [String]
}
