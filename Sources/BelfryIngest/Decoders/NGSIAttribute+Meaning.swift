import BelfryModel

extension NGSIAttribute {
    /// A value in the sense of its model: as it is, or brought to percent or to vehicles an hour.
    struct Meaning {
        var value: Double
        var term: Int
        var flags: QualityFlags = []
    }

    /// What a number of this attribute means.
    func meaning(
        of value: Double,
        declared unit: NGSIUnit,
        entity: NGSIEntity,
        _ context: DecodingContext,
        term: Int
    ) -> Meaning {
        switch kind {
        case .plain, .count, .spotState: return Meaning(value: value, term: term)
        case .percentage:
            return Meaning(value: value <= 1 && !unit.isPercent ? value * 100 : value, term: term)
        case .fraction:
            let declaredPercent = unit.isPercent
            let isFraction = value <= 1
            // Models say 0...1; devices also send 54, and declare 0.54 to be percent. Either way one of them is wrong.
            let contradicts = isFraction == declaredPercent && value != 0
            return Meaning(
                value: isFraction ? value * 100 : value,
                term: term,
                flags: contradicts ? .contradiction : []
            )
        case .countInPeriod:
            if unit.isDeclared {
                // So many in a time need no period; and what another unit is, `veh/5min`, nobody can reckon with.
                guard unit.unit?.scale?.dimension == .count else { return Meaning(value: value, term: Self.rateTerm) }
            }
            guard let period = entity.periodSeconds(context) else {
                return Meaning(value: value, term: Self.countTerm)
            }
            return Meaning(value: value * 3_600 / period, term: term)
        }
    }
}
