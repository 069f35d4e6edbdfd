public import BelfryModel

extension CarbonMonoxideDoseParameters: DetectorParameters {
    static let name = "co_dose"
    static let kind = FindingKind.carbonMonoxideAlarm

    /// The least concentration that adds to a dose, in a unit; nil where that is none of a concentration.
    public static func leastValue(in unit: Unit) -> Double? { CarbonMonoxideCurve(unit: unit)?.least }

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(clearBelow, "clear_below")
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: 0)
        if let hold = holdNanoseconds { try validator.checkDuration(hold, "hold", from: Nanoseconds.perSecond) }
        try validator.checkDuration(recoveryNanoseconds, "recovery", from: Nanoseconds.perMinute)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(clearBelow)
        digest.combine([clearAfterNanoseconds, holdNanoseconds ?? 0, recoveryNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        guard let curve = CarbonMonoxideCurve(unit: series.unit) else {
            throw RuleMismatch(
                reason: "a dose of carbon monoxide needs a concentration, and readings are in \(series.unit.code)"
            )
        }
        let clearBelow = try rule.limits(for: series).level(clearBelow) ?? curve.value(ofParts: 25)
        guard clearBelow < curve.least else {
            throw RuleMismatch(reason: "clear_below lies above 30 ppm, where the dose grows; give less")
        }
        let patience = max(10 * Nanoseconds.perMinute, 2 * min(series.cadenceNanoseconds ?? 0, Nanoseconds.perDay))
        return KindTerms(
            .carbonMonoxideDose,
            CarbonMonoxideDoseDetector.Terms(
                curve: curve,
                clearBelow: clearBelow,
                clearAfterNanoseconds: clearAfterNanoseconds,
                holdNanoseconds: holdNanoseconds ?? patience,
                recoverySeconds: Double(recoveryNanoseconds) / 1e9
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit); the dose since \(text.since) is that of an alarm by EN 50291-1\(text.steadyEquivalent)"
        case .cleared:
            "\(text.subject): aired, \(text.valueWithUnit) after \(text.lasted)"
        }
    }
}

extension FindingText {
    /// `: as 25m at 116 mg/m³`.
    fileprivate var steadyEquivalent: String {
        guard let seconds = number(.heldSeconds), let level = number(.equivalentLevel) else { return "" }
        let time = DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds.rounded()))
        return ": as \(time) at \(unit(NumberText.text(of: level, significantDigits: 3)))"
    }
}
