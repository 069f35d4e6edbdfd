import BelfryEngine
import BelfryIncidents
import BelfryModel

/// A run as somebody wants to read it who looks for a defect.
struct SimulationStory: CustomStringConvertible {
    let description: String

    init(_ simulation: Simulation) {
        func second(_ instant: Timestamp) -> String { simulation.witness.second(instant) }
        var lines = ["\(simulation.settings)", "\(simulation.plan)"]
        lines += simulation.town.troubles.map { trouble in
            let sensor = simulation.town.sensors[trouble.sensor]
            return "\(trouble.kind) of \(sensor.name) from \(second(trouble.from)) to \(second(trouble.to))"
        }
        for (life, record) in simulation.records.enumerated() {
            lines.append("life \(life)")
            lines += record.restoring.map { "  restores \($0.rule) on \($0.identity)" }
            lines += record.findings.map { finding in
                "  \(finding.phase) \(finding.rule) on \(finding.series.identity) at \(second(finding.detectedAt)) "
                    + "from \(second(finding.from)): \(finding.id)"
            }
            lines += record.events.map { event in
                "  \(event.incident.id) \(event.entry.what) at \(second(event.entry.at)): \(event.entry.text)"
            }
        }
        description = lines.joined(separator: "\n")
    }
}
