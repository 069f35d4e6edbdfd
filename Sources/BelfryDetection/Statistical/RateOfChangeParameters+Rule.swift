import BelfryModel

extension RateOfChangeParameters: DetectorParameters {
    static let name = "rate_of_change"
    static let kind = FindingKind.rateOfChange
    static let acceptsWindow = true

    func check(_ validator: RuleValidator) throws(RuleFault) {
        if risesBy == nil, fallsBy == nil {
            throw validator.fault("rises_by", "a rate of change needs a limit", "give rises_by, falls_by or both")
        }
        for (key, amount) in [("rises_by", risesBy), ("falls_by", fallsBy)] {
            try validator.checkFinite(amount, key)
            guard let amount, amount < 0 else { continue }
            throw validator.fault(key, "\(NumberText.text(of: amount)) is negative", "give the amount without a sign")
        }
        try validator.checkDuration(perNanoseconds, "per", from: RuleLimits.shortestWindowNanoseconds)
        let minimum = effectiveMinimumSpanNanoseconds
        try validator.checkDuration(minimum, "minimum_span", from: RuleLimits.shortestWindowNanoseconds)
        guard effectiveMaximumSpanNanoseconds / 2 >= minimum else {
            throw validator.fault(
                "maximum_span",
                "it is less than twice the minimum span, so that most readings would have no rate",
                "give at least twice minimum_span"
            )
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(risesBy)
        digest.combine(fallsBy)
        digest.combine([
            perNanoseconds, effectiveMinimumSpanNanoseconds,
            effectiveMaximumSpanNanoseconds,
        ])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        var converted = self
        converted.risesBy = try limits.difference(risesBy)
        converted.fallsBy = try limits.difference(fallsBy)
        return KindTerms(.rateOfChange, RateOfChangeDetector.Terms(converted))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.verdict.value < 0 ? "falls" : "rises") by \(text.unit(text.magnitude)) per "
                + "\(DurationText.text(ofNanoseconds: perNanoseconds))"
                + ", limit \(text.unit(NumberText.text(of: text.verdict.threshold.magnitude, besides: text.verdict.value.magnitude)))"
                + "\(text.currentValue), since \(text.since)"
        case .cleared:
            "\(text.subject): steady again\(text.currentValue) after \(text.lasted)"
        }
    }
}
