import BelfryModel

extension GrossRangeParameters: DetectorParameters {
    static let name = "gross_range"
    static let kind = FindingKind.sensorOutOfRange

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(low, "low")
        try validator.checkFinite(high, "high")
        if let low = low, let high = high, low >= high {
            throw validator.fault("low", "it is not below high", "give the smallest and the largest value that can be")
        }
        try validator.checkCount(count, "write for example count: 2")
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(low)
        digest.combine(high)
        digest.combine(count)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        if low != nil || high != nil {
            return KindTerms(
                .grossRange,
                GrossRangeDetector.Terms(
                    low: try limits.level(low) ?? -.infinity,
                    high: try limits.level(high) ?? .infinity,
                    count: count
                )
            )
        }
        guard let definition = series.key.quantity.definition else {
            throw RuleMismatch(
                reason: "\(series.key.quantity.name) has no plausible range in the taxonomy; give low and high"
            )
        }
        let plausible = LimitConversion(from: definition.unit, to: series.unit)
        return KindTerms(
            .grossRange,
            GrossRangeDetector.Terms(
                low: try plausible.level(definition.plausible.lowerBound),
                high: try plausible.level(definition.plausible.upperBound),
                count: count
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit) cannot be, \(text.isAbove ? "above" : "below") \(text.thresholdWithUnit), since \(text.since)"
        case .cleared:
            "\(text.subject): plausible again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
