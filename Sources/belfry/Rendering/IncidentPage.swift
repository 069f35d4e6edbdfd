import BelfryAPI
import BelfryModel

/// The full story of one incident: what, on what evidence, and what has been done about it.
struct IncidentPage {
    private static let labelColumns = 13

    let incident: IncidentDocument
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        let sections = [heading, facts, findings, timeline, hint]
        return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
    }

    private var width: Int { terminal.width ?? Terminal.pageWidth }
    private var words: IncidentWords { IncidentWords(incident) }

    private var heading: [String] {
        let isActive = incident.state.hasPrefix("active")
        let style = isActive ? TextStyle(severity: incident.severity) : TextStyle.strong
        let severity = style.applied(to: words.severity, on: terminal)
        let annunciation =
            incident.annunciation == "annunciated" ? "" : ", \(TerminalText.neutralised(incident.annunciation))"
        let state = "\(words.stateInFull)\(annunciation)"
        return ["\(severity)  \(TerminalText.neutralised(incident.id))  \(state)"]
            + LineWrap.lines(words.placeAndTitle, width: width)
            + (words.howBad.isEmpty ? [] : LineWrap.lines(words.howBad, width: width))
    }

    private var facts: [String] {
        var lines = row("since", moment(words.since)) + row("opened", moment(incident.openedAt))
        if incident.updatedAt != incident.openedAt { lines += row("last change", moment(incident.updatedAt)) }
        if let acknowledged = incident.acknowledged {
            let reason = acknowledged.reason.isEmpty ? "" : ": \(acknowledged.reason)"
            lines += row("acknowledged", "by \(acknowledged.by), \(moment(acknowledged.at))\(reason)")
        }
        lines += row("kind", incident.kind)
        lines += row("place", incident.place) + row("zone", incident.zone)
        lines += row("domain", incident.domain) + row("agency", incident.agency)
        lines += row("rule", "\(incident.rule) (version \(incident.ruleVersion))")
        lines += row("runbook", words.worstFinding?.runbook ?? "")
        return lines
    }

    private var findings: [String] {
        guard !incident.findings.isEmpty else { return [] }
        return [TextStyle.quiet.applied(to: "FINDINGS", on: terminal)] + incident.findings.flatMap(lines(of:))
    }

    /// When and how bad; the sentence of the rule; the numbers that it rests on; what ended it.
    private func lines(of finding: FindingDocument) -> [String] {
        let from = Timestamp(rfc3339: finding.from).map { local.moment($0, now: now) } ?? finding.from
        let to = finding.to.flatMap { Timestamp(rfc3339: $0) }.map { local.moment($0, now: now) }
        let span = to.map { "\(from) to \($0)" } ?? "since \(from)"
        let raised = finding.asRaised
        let words = "\(finding.severity.uppercased())  \(finding.sensor): \(IncidentWords.measured(raised))"
        let evidence = raised.evidence.map(Self.words).joined(separator: ", ")
        let end = raised.text == finding.text ? "" : finding.text
        let body = [raised.text, evidence, end].filter { !$0.isEmpty }.flatMap {
            LineWrap.lines(TerminalText.neutralised($0), width: width - 2).map { "  \($0)" }
        }
        return LineWrap.lines(TerminalText.neutralised("\(span)  \(words)"), width: width) + body
    }

    private static func words(_ evidence: EvidenceDocument) -> String {
        let name = String(evidence.name.map { $0 == "_" ? " " : $0 })
        return "\(name) \(MeasureText.measure(evidence.value, unit: evidence.unit))"
    }

    private var timeline: [String] {
        guard !incident.timeline.isEmpty else { return [] }
        let title = TextStyle.quiet.applied(to: "TIMELINE", on: terminal)
        return [title]
            + incident.timeline.flatMap { entry -> [String] in
                let time = Timestamp(rfc3339: entry.at).map { local.moment($0, now: now) } ?? entry.at
                let what = String(entry.what.map { $0 == "_" ? " " : $0 })
                let by = entry.by.isEmpty ? "" : " by \(entry.by)"
                // The sentence of what cleared says so itself.
                let own = entry.what == "finding_cleared" ? entry.text.trimmingPrefix("Cleared: ") : entry.text[...]
                let text = own.isEmpty ? "" : ": \(own)"
                let lead = TerminalText.padded(TerminalText.neutralised(time), to: Self.labelColumns)
                let said = TerminalText.neutralised("\(what)\(by)\(text)")
                return LineWrap.lines(said, width: width - Self.labelColumns).enumerated().map { index, line in
                    (index == 0 ? lead : String(repeating: " ", count: Self.labelColumns)) + line
                }
            }
    }

    private var hint: [String] {
        switch incident.state {
        case "active_unacknowledged", "cleared_unacknowledged": ["acknowledge: belfry ack \(incident.id) --reason TEXT"]
        case "active_acknowledged": ["close: belfry close \(incident.id) --reason TEXT"]
        default: []
        }
    }

    private func moment(_ time: String) -> String {
        guard let instant = Timestamp(rfc3339: time) else { return time }
        let age = DurationText.short(nanoseconds: now.nanosecondsSince(instant))
        return "\(local.full(instant)) (\(age) ago)"
    }

    private func row(_ label: String, _ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        let lines = LineWrap.lines(TerminalText.neutralised(text), width: width - Self.labelColumns)
        return lines.enumerated().map { index, line in
            TerminalText.padded(index == 0 ? label : "", to: Self.labelColumns) + line
        }
    }
}
