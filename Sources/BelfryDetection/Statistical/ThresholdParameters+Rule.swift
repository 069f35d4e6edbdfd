import BelfryModel

extension ThresholdParameters: DetectorParameters {
    static let name = "threshold"
    static let kind = FindingKind.threshold
    static let acceptsWindow = true

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(above, "above")
        try validator.checkFinite(below, "below")
        try validator.checkFinite(clearBelow, "clear_below")
        try validator.checkFinite(clearAbove, "clear_above")
        try validator.checkDuration(forNanoseconds, "for", from: 0)
        if above == nil, below == nil {
            throw validator.fault("above", "a threshold needs a limit", "give above, below or both")
        }
        if let above, let below, below > above {
            throw validator.fault(
                "below",
                "\(NumberText.text(of: below)) lies above the upper limit \(NumberText.text(of: above))",
                "the values between below and above are the good ones: swap the two"
            )
        }
        try checkClear(validator, clearBelow, "clear_below", of: above, "above")
        try checkClear(validator, clearAbove, "clear_above", of: below, "below")
        if let clearBelow = clearBelow ?? above,
            let clearAbove = clearAbove ?? below, clearAbove > clearBelow
        {
            throw validator.fault(
                "clear_above",
                "it lies above clear_below, so nothing could ever clear",
                "leave room between them"
            )
        }
    }

    /// A clear limit belongs to its own limit and lies on the good side of it.
    private func checkClear(
        _ validator: RuleValidator,
        _ clear: Double?,
        _ key: String,
        of limit: Double?,
        _ limitKey: String
    ) throws(RuleFault) {
        guard let clear else { return }
        guard let limit else {
            throw validator.fault(
                key,
                "there is no \(limitKey) that it could belong to",
                "add \(limitKey) or remove \(key)"
            )
        }
        let isUpper = limitKey == "above"
        guard isUpper ? clear <= limit : clear >= limit else {
            throw validator.fault(
                key,
                "\(NumberText.text(of: clear)) lies beyond \(limitKey): \(NumberText.text(of: limit))",
                "give a value \(isUpper ? "of at most" : "of at least") \(NumberText.text(of: limit))"
            )
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(above)
        digest.combine(below)
        digest.combine(clearBelow)
        digest.combine(clearAbove)
        digest.combine([forNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        let isDifference = rule.looksAtDifferences
        var converted = self
        converted.above = try limits.limit(above, isDifference: isDifference)
        converted.below = try limits.limit(below, isDifference: isDifference)
        converted.clearBelow = try limits.limit(clearBelow, isDifference: isDifference)
        converted.clearAbove = try limits.limit(clearAbove, isDifference: isDifference)
        return KindTerms(.threshold, ThresholdDetector.Terms(converted, isWindowFed: rule.window != nil))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit)\(text.aggregate), \(text.isAbove ? "above" : "below") \(text.thresholdWithUnit), since \(text.since)"
        case .cleared:
            "\(text.subject): back to \(text.valueWithUnit)\(text.aggregate) after \(text.lasted)"
        }
    }
}
