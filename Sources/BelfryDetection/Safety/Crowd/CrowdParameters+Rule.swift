import BelfryModel

extension CrowdParameters: DetectorParameters {
    static let name = "crowd"
    static let kind = FindingKind.crowdDensity

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard above.isFinite, above > 0 else {
            throw validator.fault("above", "a crowd needs a density above 0", "write for example above: 4.5 1/m2")
        }
        try validator.checkFinite(clearBelow, "clear_below")
        if let clearBelow, clearBelow > above {
            throw validator.fault("clear_below", "it lies above the limit", "give at most above")
        }
        try validator.checkFinite(critical, "critical")
        try validator.checkDuration(forNanoseconds, "for", from: 0)
        try validator.checkDuration(withinNanoseconds, "within", from: 0)
        try validator.checkDuration(trendNanoseconds, "trend", from: 10 * Nanoseconds.perSecond)
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: 0)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(above)
        digest.combine(clearBelow)
        digest.combine(critical)
        digest.combine([forNanoseconds, withinNanoseconds, trendNanoseconds, clearAfterNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        // Levels that the rule does not name are people a square metre, whatever it names them in.
        let levels = LimitConversion(from: Unit("1/m2"), to: series.unit, of: series.key.quantity)
        let person = try levels.level(1)
        let above = try limits.level(above)
        return KindTerms(
            .crowd,
            CrowdDetector.Terms(
                above: above,
                clearBelow: try limits.level(clearBelow) ?? (above - person / 2),
                critical: try limits.level(critical) ?? 5.5 * person,
                personPerSquareMetre: person,
                forNanoseconds: forNanoseconds,
                withinNanoseconds: withinNanoseconds,
                slotNanoseconds: trendNanoseconds / Int64(RecentTrend.slots),
                clearAfterNanoseconds: clearAfterNanoseconds
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised: "\(text.subject): \(text.density)\(text.trend), since \(text.since)"
        case .cleared: "\(text.subject): \(text.valueWithUnit) again after \(text.lasted)\(text.trend)"
        }
    }
}

extension FindingText {
    fileprivate var density: String {
        isAbove
            ? "\(valueWithUnit), above \(thresholdWithUnit)" : "\(valueWithUnit), not yet above \(thresholdWithUnit)"
    }

    /// `, rising by 0.12 /m² a minute, 5.5 /m² in 6m`.
    fileprivate var trend: String {
        guard let hourly = number(.changePerHour), hourly.isFinite else { return "" }
        let change = unit(NumberText.text(of: (hourly / 60).magnitude, significantDigits: 2))
        let trend = ", \(hourly < 0 ? "falling" : "rising") by \(change) a minute"
        guard let next = number(.nextLevel), !timeToLimit.isEmpty else { return trend }
        return "\(trend), \(unit(NumberText.text(of: next))) \(timeToLimit)"
    }
}
