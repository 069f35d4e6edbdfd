// `above: 200 ug/m3`: the limits of one rule and the one unit that they share.

import BelfryModel

/// Reads the limits of a rule.
///
/// All of them are in one unit; those that name none follow those that do.
final class LimitReader {
    /// The unit of the rule's limits; unknown where none names one, which means each series' own.
    private(set) var unit = Unit.unknown

    private let keys: MappingReader
    /// Where the unit was first named.
    private var unitPlace: SourcePlace?

    init(keys: MappingReader) {
        self.keys = keys
    }

    /// The number under a key.
    func limit(_ key: String) -> Double? {
        guard let node = keys.node(key) else { return nil }
        return limit(node, named: "\"\(key)\"")
    }

    /// The numbers of a list.
    func limits(_ key: String) -> [Double]? {
        guard keys.node(key) != nil else { return nil }
        return keys.list(key).compactMap { limit($0, named: "each of \"\(key)\"") }
    }

    private func limit(_ node: YAMLNode, named name: String) -> Double? {
        guard let measurement = keys.scalar(node, named: name, as: .measurement) else { return nil }
        if measurement.unit.isKnown { note(measurement.unit, at: node.place) }
        return measurement.value
    }

    private func note(_ written: Unit, at place: SourcePlace) {
        if let unitPlace {
            if written != unit {
                keys.faults.report(
                    place,
                    "limits in \(unit.code) and in \(written.code) in one rule (\(unitPlace))",
                    remedy: "give all of them in one unit"
                )
            }
            return
        }
        unit = written
        unitPlace = place
    }

    /// Reports a unit that no reading of the matched quantities can be compared with.
    func checkUnit(against matchers: [LabelMatcher]) {
        guard let unitPlace else { return }
        for quantity in Self.quantities(in: matchers) {
            guard let expected = quantity.definition?.unit, unit.convert(1, to: expected) == nil else { continue }
            keys.faults.report(
                unitPlace,
                "a limit in \(unit.code) cannot be compared with \(quantity.name), which is in \(expected.code)",
                remedy: "give it in \(expected.code)"
            )
        }
    }

    /// The quantities that matchers name one by one.
    private static func quantities(in matchers: [LabelMatcher]) -> [Quantity] {
        matchers.filter { $0.label == .quantity && !$0.isExpression && !$0.isNegated }
            .flatMap { $0.pattern.split(separator: "|").map { Quantity(String($0)) } }
    }
}
