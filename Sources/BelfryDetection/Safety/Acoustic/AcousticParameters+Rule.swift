import BelfryModel

extension AcousticParameters: DetectorParameters {
    static let name = "acoustic"
    static let kind = FindingKind.acousticEvent

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(above, "above")
        guard risesBy.isFinite, risesBy >= 10 else {
            throw validator.fault("rises_by", "less than 10 dB is no bang", "write for example rises_by: 25 dB(A)")
        }
        try validator.checkDuration(longestNanoseconds, "longest", from: Nanoseconds.perMillisecond)
        try validator.checkDuration(clearAfterNanoseconds, "clear_after", from: Nanoseconds.perSecond)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(risesBy)
        digest.combine(above)
        digest.combine([longestNanoseconds, clearAfterNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        guard let scale = series.unit.scale, scale.dimension == .soundLevel || scale.dimension == .ratioLevel else {
            throw RuleMismatch(reason: "a bang is looked for in decibels, and readings are in \(series.unit.code)")
        }
        let limits = rule.limits(for: series)
        return KindTerms(
            .acoustic,
            AcousticDetector.Terms(
                risesBy: try limits.difference(risesBy),
                above: try limits.level(above),
                longestNanoseconds: longestNanoseconds,
                clearAfterNanoseconds: clearAfterNanoseconds
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): possible acoustic event, \(text.valueWithUnit)\(text.background) at \(text.since)"
        case .cleared: "\(text.subject): quiet again\(text.bangs)"
        }
    }
}

extension FindingText {
    /// `, 47 dB(A) above the background, for 1s`.
    fileprivate var background: String {
        guard let rise = number(.rise), let seconds = number(.heldSeconds) else { return "" }
        let duration = DurationText.text(ofNanoseconds: Nanoseconds.from(seconds: seconds))
        return ", \(unit(NumberText.text(of: rise, significantDigits: 3))) above the background, for \(duration),"
    }

    /// ` after 12 bangs in 4m`.
    fileprivate var bangs: String {
        guard let count = number(.events) else { return "" }
        return count == 1 ? " after one bang" : " after \(NumberText.text(of: count)) bangs in \(lasted)"
    }
}
