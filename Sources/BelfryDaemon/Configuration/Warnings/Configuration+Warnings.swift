// What is allowed, and will hardly be meant: it shows only once the whole configuration is known.
//
//   subscriptions ─ unit: { no22: … } ──────────────┐
//   fleet ─────────── corridors: [ s01, s0l2 ] ─────┼──► warnings of `belfry check`
//   rules ─────────── what a detector never gets ───┘

import BelfryDetection
import BelfryIngest
import BelfryModel

extension Configuration {
    /// Warns of whatever can never come to anything.
    func warn(of rules: [WrittenRule], in tree: YAMLNode, faults: FaultCollector) {
        warnOfUnits(in: tree, faults: faults)
        warnOfStations(in: tree, faults: faults)
        let ownUnits = ownUnits
        let warnings = RuleWarnings(
            units: ownUnits,
            quantities: Set(ownUnits.keys).union(mappedQuantities),
            // Who writes that there are none has thought of it.
            hasCorridors: tree.entries.contains { $0.key == "corridors" },
            faults: faults
        )
        for rule in rules { warnings.warn(of: rule) }
    }

    /// Units that subscriptions declare, by the name that a quantity is kept under.
    private var ownUnits: [String: Unit] {
        subscriptions.reduce(into: [:]) { units, subscription in
            units.merge(subscription.units) { first, _ in first }
        }
    }

    private var mappedQuantities: [String] {
        subscriptions.flatMap { $0.mapping?.readings ?? [] }.map {
            Subscription.quantityName(ofSpelling: $0.quantity.name)
        }
    }

    /// Warns of units of quantities that neither the taxonomy nor a mapping nor a rule has.
    private func warnOfUnits(in tree: YAMLNode, faults: FaultCollector) {
        let mapped = Set(mappedQuantities)
        let matchers = rules.flatMap(\.matchers).filter { $0.label == .quantity && !$0.isNegated }
        let topics = (tree["mqtt"]?.elements ?? []).flatMap { $0["subscribe"]?.elements ?? [] }
        for entry in topics.flatMap({ $0["unit"]?.entries ?? [] }) {
            let name = Subscription.quantityName(ofSpelling: entry.key)
            let isKnown = QuantityDefinition.byName[name] != nil || mapped.contains(name)
            guard !isKnown, !matchers.contains(where: { $0.matches(name) }) else { continue }
            faults.warn(
                entry.keyPlace,
                "no quantity is called \"\(entry.key)\", in the taxonomy, a mapping or a rule",
                remedy: Suggestion.nearest(to: name, among: Array(QuantityDefinition.byName.keys))
                    .map { "did you mean \"\($0)\"?" } ?? "leave it where sensors call one of their own so"
            )
        }
    }

    /// Warns of stations that are neither a sensor nor a site of the fleet, where there is one.
    private func warnOfStations(in tree: YAMLNode, faults: FaultCollector) {
        guard !fleet.isEmpty else { return }
        let names = Set(fleet.map(\.sensor) + fleet.compactMap(\.site))
        for stations in (tree["corridors"]?.elements ?? []).compactMap({ $0["stations"]?.elements }) {
            // A road of which the fleet knows nobody is one that it says nothing of.
            let isOfFleet = stations.contains { $0.text.map(names.contains) ?? false }
            for station in stations { warn(of: station, names, isOfFleet: isOfFleet, faults: faults) }
        }
    }

    private func warn(of station: YAMLNode, _ names: Set<String>, isOfFleet: Bool, faults: FaultCollector) {
        guard let name = station.text, !names.contains(name) else { return }
        let nearest = Suggestion.nearest(to: name, among: names.sorted())
        if isOfFleet || nearest != nil {
            faults.warn(
                station.place,
                "station \"\(name)\" is no sensor and no site of the fleet",
                remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "add it to the fleet, or correct the name"
            )
        }
    }
}
