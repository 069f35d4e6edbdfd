public import BelfryModel

// Whether a rule can ever say anything, asked before the first reading: a rule that is sound by itself may match nothing of what its
// detector looks at, and nobody would notice until it was needed.

extension Rule {
    /// Why it will never say anything, each reason with the key that it is about; empty where it may.
    ///
    /// - Parameters:
    ///   - units: those that the configuration declares, by quantity.
    ///   - hasCorridors: whether there is a corridor, or the configuration says that there is none.
    public func obstacles(units: [String: Unit], hasCorridors: Bool) -> [RuleFault] {
        var obstacles = unmetNeeds
        if detector.needs.isOnCorridors, !hasCorridors {
            obstacles.append(
                RuleFault(
                    rule: name,
                    key: "detector",
                    problem: "\(detector.name) looks at stations of corridors, and no corridor is configured",
                    remedy:
                        "list them: corridors: [ { id: ring, stations: [ s1, s2, s3 ] } ], or write corridors: [] where there is none"
                )
            )
        }
        if obstacles.isEmpty, let mismatch = mismatch(units: units) { obstacles.append(mismatch) }
        return obstacles
    }

    /// Whether its conditions on quantities let one through.
    private func admits(_ quantity: Quantity) -> Bool {
        matchers.allSatisfy { $0.label != .quantity || $0.matches(quantity.name) }
    }

    private var unmetNeeds: [RuleFault] {
        let missing = detector.needs.quantities.filter { !$0.contains(where: admits) }
        guard !missing.isEmpty else { return [] }
        let words = missing.map { $0.map(\.name).joined(separator: " or ") }.joined(separator: ", and ")
        return [
            RuleFault(
                rule: name,
                key: "match",
                problem: "\(detector.name) needs \(words), which quantity leaves out, so that it can never speak",
                remedy: "name it as well: quantity: \"\(wished(missing))\""
            )
        ]
    }

    /// The quantities that are matched one by one, and the first of each list that is missing.
    private func wished(_ missing: [[Quantity]]) -> String {
        var names = named ?? []
        for list in missing {
            if let first = list.first, !names.contains(first) { names.append(first) }
        }
        return names.map(\.name).joined(separator: "|")
    }

    /// The quantities that it matches one by one; nil where it matches others as well.
    private var named: [Quantity]? {
        let lists = matchers.filter { $0.label == .quantity && !$0.isExpression && !$0.isNegated }
        guard let first = lists.first else { return nil }
        return first.pattern.split(separator: "|").map { Quantity(String($0)) }.filter(admits)
    }

    /// Why it could watch none of the quantities that it names, as the engine would find when the first series comes.
    private func mismatch(units: [String: Unit]) -> RuleFault? {
        guard let named, !named.isEmpty else { return nil }
        var reasons: [String] = []
        for quantity in named {
            // Of a quantity of the user's own nobody knows the unit before it comes.
            guard let unit = quantity.definition?.unit ?? units[quantity.name] else { return nil }
            let series = SeriesDescriptor(
                id: SeriesID(0),
                key: SeriesKey(agency: "agency", sensor: "sensor", quantity: quantity),
                unit: unit,
                domain: quantity.domain,
                zone: "zone"
            )
            do throws(RuleMismatch) {
                _ = try terms(for: series, rule: 0)
                _ = try window?.fitted(to: series.unit)
                return nil
            } catch {
                reasons.append(error.reason)
            }
        }
        return RuleFault(
            rule: name,
            key: "match",
            problem: "\(detector.name) can watch nothing that is matched: \(reasons[0])",
            remedy: ""
        )
    }
}
