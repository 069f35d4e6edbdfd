import BelfryAPI
import BelfryModel

/// The order of a desk: the worst first, among equals what nobody has acknowledged, then the newest.
enum IncidentOrder {
    static func sorted(_ incidents: [IncidentDocument]) -> [IncidentDocument] {
        incidents.map { (key: key(of: $0), incident: $0) }
            .sorted { $0.key > $1.key }
            .map(\.incident)
    }

    private static func key(of incident: IncidentDocument) -> (Int, Int, Int64, String) {
        let state =
            switch incident.state {
            case "active_unacknowledged": 3
            case "active_acknowledged": 2
            case "cleared_unacknowledged": 1
            default: 0
            }
        let severity = Severity(name: incident.severity).map { Int($0.rawValue) } ?? -1
        // Closed incidents are history: by time alone.
        return (
            min(state, 1), state == 0 ? 0 : severity * 4 + state,
            Timestamp(rfc3339: incident.openedAt)?.nanoseconds ?? 0, incident.id
        )
    }
}
