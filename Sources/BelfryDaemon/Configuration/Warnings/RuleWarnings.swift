import BelfryDetection
import BelfryIngest
import BelfryModel

/// What makes a rule that is sound by itself stay silent for ever, or watch less than its author thinks.
struct RuleWarnings {
    /// Units that subscriptions declare, by quantity.
    let units: [String: Unit]
    /// The user's own quantities: those with a unit, and those of mappings.
    let quantities: Set<String>
    /// Whether the configuration speaks of corridors.
    let hasCorridors: Bool
    let faults: FaultCollector

    func warn(of written: WrittenRule) {
        for entry in written.node["match"]?.entries ?? [] { warn(of: entry, written.rule) }
        for obstacle in written.rule.obstacles(units: units, hasCorridors: hasCorridors) {
            faults.warn(
                place(of: obstacle.key, in: written.node),
                "rule \"\(obstacle.rule)\": \(obstacle.problem)",
                remedy: obstacle.remedy
            )
        }
    }

    /// The quantity that is matched, or the key, or the rule.
    private func place(of key: String, in node: YAMLNode) -> SourcePlace {
        let value = node[key]
        return value?["quantity"]?.place ?? value?.place ?? node.place
    }

    private func warn(of entry: YAMLEntry, _ rule: Rule) {
        guard let label = LabelMatcher.Label(rawValue: entry.key), let text = entry.value.text,
            let matcher = try? LabelMatcher(label: entry.key, value: text)
        else { return }
        switch label {
        case .quantity: warnOfQuantities(matcher, at: entry.value.place, rule)
        case .domain: warnOfDomains(matcher, at: entry.value.place, rule)
        default: break
        }
    }

    private func warnOfQuantities(_ matcher: LabelMatcher, at place: SourcePlace, _ rule: Rule) {
        guard !matcher.isExpression else { return }
        for name in matcher.pattern.split(separator: "|").map(String.init) {
            guard QuantityDefinition.byName[name] == nil, !quantities.contains(name) else { continue }
            let nearest = Suggestion.nearest(to: name, among: Array(QuantityDefinition.byName.keys))
            // Leaving out what nobody sends does no harm.
            if matcher.isNegated, nearest == nil { continue }
            let own = "one of your own is known by its unit at a subscription, unit: { \(name): … }"
            faults.warn(
                place,
                "rule \"\(rule.name)\": the taxonomy knows no quantity \"\(name)\"",
                remedy: nearest.map { "did you mean \"\($0)\"? If not, \(own)" } ?? own
            )
        }
    }

    private func warnOfDomains(_ matcher: LabelMatcher, at place: SourcePlace, _ rule: Rule) {
        let domains = Domain.allCases.map(\.name)
        guard !matcher.isExpression else {
            guard !domains.contains(where: matcher.matches) else { return }
            faults.warn(
                place,
                "rule \"\(rule.name)\": \(matcher.condition) lets no domain through",
                remedy: "known are \(domains.joined(separator: ", "))"
            )
            return
        }
        for name in matcher.pattern.split(separator: "|").map(String.init) where !domains.contains(name) {
            faults.warn(
                place,
                "rule \"\(rule.name)\": there is no domain \"\(name)\"",
                remedy: Suggestion.remedy(for: name, among: domains)
            )
        }
    }
}
