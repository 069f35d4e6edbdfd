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

    /// The incidents that findings have come to, in order of opening.
    func incidents(of findings: [Finding]) -> [Incident] {
        var machine = IncidentMachine(corridors: corridors)
        var latest: [String: Incident] = [:]
        var events: [IncidentEvent] = []
        for finding in findings { events += machine.apply(finding, now: finding.detectedAt) }
        events += machine.advance(to: end)
        for event in events { latest[event.incident.id] = event.incident }
        return latest.values.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    }

    /// What a finding says once it is part of an incident, which may know more than its detector.
    static func told(_ finding: Finding, in incidents: [Incident]) -> Finding {
        guard finding.kind == .flood else { return finding }
        return incidents.lazy.flatMap(\.findings).first { $0.id == finding.id && $0.phase == finding.phase } ?? finding
    }
}
