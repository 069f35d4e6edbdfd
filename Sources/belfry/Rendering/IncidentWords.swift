import BelfryAPI
import BelfryModel

/// An incident in the few words that tail, tables and pages share, all of them harmless.
struct IncidentWords {
    private let incident: IncidentDocument

    init(_ incident: IncidentDocument) {
        self.incident = incident
    }

    /// `CRITICAL`, `MAJOR`, `MINOR`, `WARNING`.
    var severity: String {
        TerminalText.neutralised(incident.severity).uppercased()
    }

    /// `ALARM` where somebody has to act, `acked`, `cleared`, `closed`.
    var state: String {
        switch incident.state {
        case "active_unacknowledged": "ALARM"
        case "active_acknowledged": "acked"
        case "cleared_unacknowledged": "cleared"
        default: TerminalText.neutralised(incident.state)
        }
    }

    /// The state as a sentence would say it.
    var stateInFull: String {
        switch incident.state {
        case "active_unacknowledged": "active, not acknowledged"
        case "active_acknowledged": "active, acknowledged"
        case "cleared_unacknowledged": "cleared, not acknowledged"
        default: TerminalText.neutralised(incident.state)
        }
    }

    /// Whether somebody still has to look at a condition that holds.
    var callsForAction: Bool {
        incident.state == "active_unacknowledged" && incident.annunciation == "annunciated"
    }

    /// `Mill Lane: water is rising`; the place is not said twice.
    var placeAndTitle: String {
        let title = TerminalText.neutralised(incident.title)
        let place = TerminalText.neutralised(incident.place)
        return place.isEmpty || title.contains(place) ? title : "\(place): \(title)"
    }

    /// How bad against which limit: the rule's own sentence, and the limit where the sentence leaves it out.
    var howBad: String {
        guard let worst = worstFinding else { return "" }
        let text = TerminalText.neutralised(worst.text)
        if text.isEmpty { return Self.measured(worst) }
        if Self.isAboutSensor(worst) { return incident.title.contains(worst.text) ? "" : text }
        guard let limit = worst.threshold, !Self.isRate(worst), !text.contains(MeasureText.number(limit)) else {
            return text
        }
        return "\(text), limit \(MeasureText.measure(limit, unit: worst.unit))"
    }

    /// Since when the condition holds, as RFC 3339: since the earliest of what still holds, however bad.
    var since: String {
        let holding = incident.findings.filter { $0.phase == "raised" }
        let starts = (holding.isEmpty ? incident.findings : holding).compactMap { finding in
            Timestamp(rfc3339: finding.from).map { (at: $0, text: finding.from) }
        }
        return starts.min { $0.at < $1.at }?.text ?? incident.openedAt
    }

    /// Which sensor saw it, in which zone: `fl-03, south`, without what is unknown or has been said.
    var belonging: String {
        [worstFinding?.sensor ?? "", incident.zone]
            .filter { !$0.isEmpty && $0 != incident.place }
            .map(TerminalText.neutralised)
            .joined(separator: ", ")
    }

    /// The finding that speaks for the incident: one that still holds, the worst, the earliest.
    var worstFinding: FindingDocument? {
        incident.findings.enumerated().max { Self.rank($0) < Self.rank($1) }?.element
    }

    /// What a finding measured and its limit: `water level 0.42 m, limit 0.25 m`.
    ///
    /// A rate's number is a change within the rule's span; what the level has come to stands in its evidence. A finding
    /// about the sensor itself has no number worth reading.
    static func measured(_ finding: FindingDocument) -> String {
        let quantity = QuantityText.shown(finding.quantity)
        if isAboutSensor(finding) {
            return "\(String(finding.kind.map { $0 == "_" ? " " : $0 })) (\(quantity))"
        }
        let unit = finding.unit
        let value = finding.threshold.map { MeasureText.measure(finding.value, besides: $0, unit: unit) }
        let limit = finding.threshold.map { ", limit \(MeasureText.measure($0, unit: unit))" } ?? ""
        let shown = "\(value ?? MeasureText.measure(finding.value, unit: unit))\(limit)"
        guard let level = level(of: finding) else { return "\(quantity) \(shown)" }
        return "\(quantity) \(MeasureText.measure(level, unit: unit)), changed by \(shown)"
    }

    private static func isAboutSensor(_ finding: FindingDocument) -> Bool {
        FindingKind(rawValue: finding.kind)?.isAboutSensor ?? false
    }

    private static func isRate(_ finding: FindingDocument) -> Bool {
        level(of: finding) != nil
    }

    private static func level(of finding: FindingDocument) -> Double? {
        finding.evidence.first { $0.name == "current_value" }?.value
    }

    private static func rank(_ entry: (offset: Int, element: FindingDocument)) -> (Int, Int, Int) {
        let holds = entry.element.phase == "raised" ? 1 : 0
        let severity = Severity(name: entry.element.severity).map { Int($0.rawValue) } ?? -1
        return (holds, severity, -entry.offset)
    }
}
