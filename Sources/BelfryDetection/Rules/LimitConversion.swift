import BelfryModel

/// Carries limits from the unit that a rule was written in to the unit of a series.
struct LimitConversion {
    var source: Unit
    var target: Unit
    /// Of the series, for a remedy that can be copied; nil where it is that of no single one.
    var quantity: Quantity?

    /// An unknown `source` means the series' own unit.
    init(from source: Unit, to target: Unit, of quantity: Quantity? = nil) {
        self.source = source
        self.target = target
        self.quantity = quantity
    }

    /// A level, for example 30 °C.
    func level(_ value: Double) throws(RuleMismatch) -> Double {
        guard source.isKnown else { return value }
        if let converted = source.convert(value, to: target) { return converted }
        throw RuleMismatch(
            reason: target.isKnown
                ? "a limit in \(source.code) cannot be compared with readings in \(target.code); give it in \(target.code)"
                : "readings have no known unit and the limit is in \(source.code); "
                    + (quantity.map { Self.remedy(for: $0, in: source) } ?? "declare the unit at the subscription")
        )
    }

    /// What to write so that readings without a unit get one; of an unknown unit a plain number is the commonest.
    static func remedy(for quantity: Quantity, in unit: Unit) -> String {
        let code = !unit.isKnown || unit == Unit("1") ? "\"1\"" : unit.code
        return "declare the unit at the subscription: unit: { \(quantity.name): \(code) }"
    }

    func level(_ value: Double?) throws(RuleMismatch) -> Double? {
        guard let value else { return nil }
        return try level(value) as Double
    }

    /// A limit of one kind or the other.
    func limit(_ value: Double?, isDifference: Bool) throws(RuleMismatch) -> Double? {
        isDifference ? try difference(value) : try level(value)
    }

    /// A difference between two levels, for example a rise of 5 °C: 9 °F, not 41.
    func difference(_ value: Double) throws(RuleMismatch) -> Double {
        try level(value) - level(0)
    }

    func difference(_ value: Double?) throws(RuleMismatch) -> Double? {
        guard let value else { return nil }
        return try difference(value) as Double
    }
}
