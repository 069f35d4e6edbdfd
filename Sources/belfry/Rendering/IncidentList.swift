import BelfryAPI
import BelfryModel

/// Incidents as a table, the worst first.
struct IncidentList {
    let incidents: [IncidentDocument]
    let local: LocalTime
    let now: Timestamp
    let terminal: Terminal

    /// The lines of the page.
    var lines: [String] {
        guard !incidents.isEmpty else { return ["no incidents"] }
        let table = TextTable(
            columns: [
                .init(title: "SEVERITY"),
                .init(title: "STATE"),
                .init(title: "ID"),
                .init(title: "SINCE"),
                .init(title: "WHERE AND WHAT", mayShrink: true),
            ],
            rows: IncidentOrder.sorted(incidents).map(row)
        )
        return table.lines(on: terminal)
    }

    private func row(_ incident: IncidentDocument) -> [TextTable.Cell] {
        let words = IncidentWords(incident)
        let since = Timestamp(rfc3339: words.since).map { local.moment($0, now: now) } ?? ""
        let isActive = incident.state.hasPrefix("active")
        return [
            .init(words.severity, style: isActive ? TextStyle(severity: incident.severity) : .plain),
            .init(words.state, style: words.callsForAction ? .strong : .plain),
            .init(incident.id),
            .init(since),
            .init(words.placeAndTitle),
        ]
    }
}
