import BelfryEngine
import BelfryIncidents
import BelfryModel

/// Holds a run against itself: the same input in other ways.
struct SameAgain {
    private let simulation: Simulation

    init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    /// Other shards, other batches, other ticks; and the first life from its trace.
    func check() throws {
        let reruns = [
            Rerun(shards: 1, batch: 1_000, tickStride: 7),
            Rerun(shards: 2, batch: 1, tickStride: 1),
            Rerun(shards: 4, batch: 37, tickStride: 2, ringCapacity: 4),
            Rerun(shards: 8, batch: 5, tickStride: 1_000),
        ]
        for (life, record) in simulation.records.enumerated() {
            var state: EngineImage?
            for rerun in reruns {
                let outcome = rerun.outcome(of: record)
                if let difference = Self.difference(outcome.findings, record.findings, \.line) {
                    simulation.witness.note("life \(life) with \(rerun): \(difference)")
                }
                if let difference = Self.difference(outcome.events, record.events, { "\($0.entry)" }) {
                    simulation.witness.note("incidents of life \(life) with \(rerun): \(difference)")
                }
                if outcome.state == nil || state != nil && outcome.state != state {
                    simulation.witness.note("life \(life) with \(rerun): windows stand otherwise at its end")
                }
                state = outcome.state
            }
        }
        guard let first = simulation.records.first else { return }
        var replay = try TraceReplay(town: simulation.town, rules: first.rules)
        let findings = try replay.findings(of: first.trace, through: first.lastTick)
        if let difference = Self.difference(findings, first.findings, \.line) {
            simulation.witness.note("the first life from its trace: \(difference)")
        }
    }

    static func difference<Item: Equatable>(
        _ items: [Item],
        _ expected: [Item],
        _ text: (Item) -> String
    ) -> String? {
        guard items != expected else { return nil }
        let index = zip(items, expected).enumerated().first { $1.0 != $1.1 }?.offset ?? min(items.count, expected.count)
        let item = index < items.count ? text(items[index]) : "nothing more"
        let other = index < expected.count ? text(expected[index]) : "nothing more"
        return "\(items.count) instead of \(expected.count); number \(index) is \(item) instead of \(other)"
    }
}

extension Finding {
    /// Everything about it, as text that differs where any bit does.
    var line: String {
        let evidence = evidence.map { "\($0.name)=\($0.value)@\($0.time?.nanoseconds ?? -1)" }.joined(separator: " ")
        return "\(detectedAt.nanoseconds) \(series.identity) \(rule) \(phase) \(id) \(from.nanoseconds) "
            + "\(to?.nanoseconds ?? -1) \(value) \(threshold ?? .nan) \(text) \(evidence)"
    }
}
