import BelfryAPI
import BelfryDaemon
import BelfryDetection
import BelfryModel

/// Why a rule stayed silent about a series: its conditions in order, down to the one that stopped it.
struct SilencePage {
    private static let labelColumns = 16

    let answer: WhyNotAnswer
    let instant: Timestamp
    /// Of the daemon, where the rule did speak.
    let incidents: [IncidentDocument]
    let local: LocalTime
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        let heading = "\(answer.rule.name) on \(answer.series.identity) at \(local.full(instant))"
        return [TerminalText.neutralised(heading)] + answer.steps.flatMap(lines) + desk.flatMap(wrapped)
    }

    private var width: Int { terminal.width ?? Terminal.pageWidth }

    private func lines(of step: WhyNotAnswer.Step) -> [String] {
        let mark =
            step.isStop
            ? TextStyle.caution.applied(to: "STOP", on: terminal) : TextStyle.good.applied(to: "ok  ", on: terminal)
        let texts = LineWrap.lines(TerminalText.neutralised(step.text), width: width - Self.labelColumns - 2)
        return texts.enumerated().map { index, text in
            index == 0
                ? "  \(mark)  \(TerminalText.padded(step.name.rawValue, to: 10))\(text)"
                : String(repeating: " ", count: Self.labelColumns + 2) + text
        }
    }

    private func wrapped(_ text: String) -> [String] {
        LineWrap.lines(TerminalText.neutralised(text), width: width - Self.labelColumns - 2)
            .map { String(repeating: " ", count: Self.labelColumns + 2) + $0 }
    }

    /// What the daemon made of it where the rule does speak.
    private var desk: [String] {
        guard let raised = answer.steps.last?.finding else { return [] }
        guard let (incident, finding) = counterpart(of: raised) else {
            return [
                "the daemon has no such finding: it was not running, readings came later than they were measured, or rule or "
                    + "configuration were others"
            ]
        }
        var text = "the daemon has it as \(finding.id) in incident \(incident.id), \(incident.state)"
        if incident.annunciation != "annunciated" { text += ", \(incident.annunciation)" }
        if let acknowledged = incident.acknowledged { text += ", acknowledged by \(acknowledged.by)" }
        if let last = incident.timeline.last(where: { !$0.by.isEmpty }), incident.annunciation != "annunciated" {
            text += "; last by \(last.by): \(last.what) \(last.text)"
        }
        return [text]
    }

    /// The daemon's own finding of the same rule and series that stood at the same time.
    private func counterpart(of raised: Finding) -> (IncidentDocument, FindingDocument)? {
        for incident in incidents {
            let found = incident.findings.first { finding in
                let start = Timestamp(rfc3339: finding.from) ?? .distantFuture
                let end = finding.to.flatMap { Timestamp(rfc3339: $0) } ?? .distantFuture
                return finding.rule == raised.rule && finding.sensor == raised.series.key.sensor
                    && finding.quantity == raised.series.key.quantity.name && start <= max(instant, raised.detectedAt)
                    && end >= raised.from
            }
            if let found { return (incident, found) }
        }
        return nil
    }

    /// The lines for a machine, one for each condition.
    func jsonLines() throws -> [String] {
        try answer.steps.map { step in
            try JSONText.line(
                SilenceLine(
                    rule: answer.rule.name,
                    ruleVersion: answer.rule.version,
                    series: answer.series.identity,
                    at: instant.rfc3339,
                    step: step.name.rawValue,
                    outcome: step.isStop ? "stop" : "ok",
                    text: ([step.text] + (step.isStop ? desk : [])).joined(separator: "; ")
                )
            )
        }
    }
}

/// One line of `belfry explain --why-not --json`.
private struct SilenceLine: Encodable {
    var rule: String
    var ruleVersion: String
    var series: String
    var at: String
    var step: String
    /// `ok` or `stop`.
    var outcome: String
    var text: String
}
