import BelfryModel

extension FloodParameters: DetectorParameters {
    static let name = "flood"
    static let kind = FindingKind.flood

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(above, "above")
        try validator.checkFinite(risesBy, "rises_by")
        try validator.checkFinite(clearBelow, "clear_below")
        if above == nil, risesBy == nil {
            throw validator.fault("above", "a flood needs a limit", "give above, rises_by or both")
        }
        if let risesBy, risesBy <= 0 {
            throw validator.fault("rises_by", "it is not above 0", "write for example rises_by: 25 mm")
        }
        if let clearBelow {
            guard let above, clearBelow <= above else {
                throw validator.fault("clear_below", "it lies above the limit, or there is none", "give at most above")
            }
        }
        try validator.checkDuration(perNanoseconds, "per", from: Nanoseconds.perSecond)
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: 0)
        try validator.checkDuration(confirmNanoseconds, "confirm", from: 0)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(above)
        digest.combine(risesBy)
        digest.combine(clearBelow)
        digest.combine([perNanoseconds, clearAfterNanoseconds, confirmNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        let limits = rule.limits(for: series)
        var converted = self
        converted.above = try limits.level(above)
        converted.clearBelow = try limits.level(clearBelow)
        converted.risesBy = try limits.difference(risesBy)
        return KindTerms(.flood, FloodDetector.Terms(converted))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised: "\(text.subject): \(text.certainty.name.lowercased()) flood, \(text.water), since \(text.since)"
        case .cleared: "\(text.subject): receded to \(text.valueWithUnit) after \(text.lasted)"
        }
    }
}

extension FindingText {
    /// What the water does, and where it will be.
    fileprivate var water: String {
        let level = valueWithUnit + (isAbove ? ", above \(thresholdWithUnit)" : "")
        guard certainty == .likely else {
            return number(.heldSeconds) == nil
                ? "\(level), crept up (snow, silt?)" : "\(level) in one step and still since (a parked car?)"
        }
        guard let rise = number(.rise), let seconds = number(.spanSeconds), rise > 0 else { return level }
        let span = DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds.rounded()))
        let limit = timeToLimit.isEmpty ? "" : ", \(thresholdWithUnit) \(timeToLimit)"
        return "\(level), up \(unit(NumberText.text(of: rise, significantDigits: 3))) in \(span)\(limit)"
    }
}
