public import BelfryIncidents
public import BelfryModel

extension RuleTest {
    /// What an operator should find on the desk when the test ends, closed incidents included.
    public struct IncidentExpectation: Sendable, Hashable {
        public var place: String
        /// Each nil: whichever.
        public var kind: FindingKind?
        public var severity: Severity?
        public var state: IncidentState?
        public var annunciation: Annunciation?
        /// The rules of its findings, each as often as it has some; nil: whichever.
        public var rules: [String]?

        init(place: String) { self.place = place }

        /// What an incident has otherwise than expected; empty where all is as it should be.
        func differences(from incident: Incident) -> [String] {
            let found = incident.findings.map(\.rule).sorted()
            var pairs: [(String, String)] = []
            if let kind { pairs.append((kind.rawValue, incident.kind.rawValue)) }
            if let severity { pairs.append((severity.name, incident.severity.name)) }
            if let state { pairs.append((state.rawValue, incident.state.rawValue)) }
            if let annunciation { pairs.append((annunciation.rawValue, incident.annunciation.rawValue)) }
            if let rules {
                pairs.append((rules.sorted().joined(separator: ", "), found.joined(separator: ", ")))
            }
            return pairs.filter { $0.0 != $0.1 }.map { "\($0.1), expected \($0.0)" }
        }
    }

    /// What findings have come to.
    struct Desk {
        /// As each stands at the end, in order of opening.
        var incidents: [Incident]
        /// Of the findings those that an incident has added something to.
        var findings: [Finding]
    }

    func desk(of findings: [Finding]) -> Desk {
        var machine = IncidentMachine(corridors: corridors)
        var latest: [String: Incident] = [:]
        var told: [Finding] = []
        for finding in findings {
            let events = machine.apply(finding, now: finding.detectedAt)
            for event in events { latest[event.incident.id] = event.incident }
            let own = events.lazy.flatMap(\.incident.findings)
            told.append(own.first { $0.id == finding.id && $0.phase == finding.phase } ?? finding)
        }
        for event in machine.advance(to: end) { latest[event.incident.id] = event.incident }
        let incidents = latest.values.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
        return Desk(incidents: incidents, findings: told)
    }
}
