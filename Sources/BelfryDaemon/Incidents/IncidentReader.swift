import BelfryIncidents
import BelfryModel
import BelfryServer
import BelfryStore

/// Incidents for those who ask: the open ones from the desk, which is ahead of the disk, the closed ones from the store.
struct IncidentReader: Sendable {
    let desk: IncidentDesk
    let store: Store

    /// The newest first.
    func incidents(_ filter: IncidentFilter) throws -> [Incident] {
        let open = desk.open
        var found = open.filter(filter.matches)
        if filter.states.isEmpty || filter.states.contains(.closed) {
            let openIdentifiers = Set(open.map(\.id))
            let stored = try store.incidents(matching: IncidentQuery(limit: StoreLimits.incidentsPerQuery))
            found += stored.filter { !openIdentifiers.contains($0.id) && filter.matches($0) }
        }
        return Array(found.sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(filter.limit))
    }

    /// Nil where there is no such incident.
    func incident(_ id: String) throws -> Incident? {
        try desk.incident(id) ?? store.incident(id)
    }

    /// The findings of all incidents, the newest first.
    func findings(_ filter: FindingFilter) throws -> [Finding] {
        let findings = try incidents(IncidentFilter(limit: StoreLimits.incidentsPerQuery)).flatMap(\.findings)
        let matching = findings.filter(filter.matches)
        return Array(matching.sorted { ($0.detectedAt, $0.id) > ($1.detectedAt, $1.id) }.prefix(filter.limit))
    }
}
