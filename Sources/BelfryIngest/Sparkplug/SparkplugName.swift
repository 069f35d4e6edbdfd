// Sparkplug's metric names are paths of the integrator's own:
//
//     Road/Lane 1/Speed     the last part is a quantity of the taxonomy      speed
//     Inputs/A              it is none: the whole path is the quantity       inputs_a

import BelfryModel

/// What the names of Sparkplug metrics mean.
enum SparkplugName {
    /// Parts of a draft's term: what the names alone do not tell.
    static let wholeNameTerm: Int16 = 1
    static let booleanTerm: Int16 = 2

    /// What a draft measures.
    static func measurand(of names: DraftText) -> Measurand {
        let isWhole = names.term & Int(wholeNameTerm) != 0
        let isBoolean = names.term & Int(booleanTerm) != 0
        let lastPart = isWhole ? nil : lastPartQuantity(names.quantity)
        var measurand = Measurand(sensor: names.sensor, quantity: lastPart ?? names.quantity, unitText: names.unit)
        // A switch is 1 or 0 of nothing; where the taxonomy knows the quantity it knows better.
        if isBoolean, names.unit.isEmpty, !QuantityName.isKnown(measurand.quantity) { measurand.unit = Unit("1") }
        return measurand
    }

    /// The taxonomy's name for the last part of a metric's name; nil where it has none.
    static func lastPartQuantity(_ name: String) -> String? {
        let lastPart = name.lastIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name
        return QuantityName.isKnown(lastPart) ? QuantityName.canonical(lastPart) : nil
    }
}
