// A queue does not stop at the next loop. What it does to the stations behind it belongs to the incident at its head:
//
//   station    s1      s2      s3      s4              s3-s4 blocked: the corridor's incident there, queues at s3, s2, s1
//   07:40      ·       ·       ▓ queue                 one incident, and it is where its worst finding is
//   07:42      ·       ·       █ incident s3-s4
//   07:47      ·       ▓       █
//
// Findings join what is told at the same station, the next, or the one before, for as long as it lasts there; so two accidents
// with free road between them are two. Refused: one incident a corridor, which would move an accident by kilometres; and to
// leave the stations' own findings out, since a queue without an incident is worth telling.

public import BelfryModel

extension IncidentMachine {
    /// Puts other roads in force; what is open stays as it is.
    public mutating func follow(_ corridors: [Corridor]) {
        self.corridors = corridors
    }

    /// The oldest active incident that a finding of a road touches; nil where there is none, or it is none of a road.
    func touching(_ finding: Finding) -> String? {
        guard let place = place(onRoad: finding) else { return nil }
        let touching = held.values.map(\.incident).filter { incident in
            incident.state.isActive && incident.domain == .traffic
                && incident.findings.contains { other in
                    other.phase == .raised && self.place(onRoad: other)?.touches(place) == true
                }
        }
        return touching.min(by: Self.isOlder)?.id
    }

    /// Where a finding of a kind that spreads along a road is on one.
    private func place(onRoad finding: Finding) -> CorridorStation? {
        switch finding.kind {
        case .trafficQueue, .trafficIncident: CorridorStation(of: finding.series, on: corridors)
        default: nil
        }
    }
}
