import BelfryModel

extension ShiftParameters: DetectorParameters {
    static let name = "shift"
    static let kind = FindingKind.shift

    func check(_ validator: RuleValidator) throws(RuleFault) {
        guard (Nanoseconds.perHour...7 * Nanoseconds.perDay).contains(stepNanoseconds) else {
            throw validator.fault("step", "it is not between 1h and 7d", "write for example step: 1d")
        }
        guard (2...20).contains(threshold) else {
            throw validator.fault("threshold", "it is not between 2 and 20", "write for example threshold: 5")
        }
        guard (0...2).contains(slack) else {
            throw validator.fault("slack", "it is not between 0 and 2", "write for example slack: 0.5")
        }
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine([stepNanoseconds])
        digest.combine(threshold)
        digest.combine(slack)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(
            .shift,
            ShiftDetector.Terms(stepNanoseconds: stepNanoseconds, threshold: Float(threshold), slack: Float(slack))
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): has moved to \(text.valueWithUnit)\(text.usualBefore) since \(text.since); "
                + "the sensor drifts, or the city has changed"
        case .cleared: "\(text.subject): as usual again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}

extension FindingText {
    /// ` from 12.1 ug/m3`.
    fileprivate var usualBefore: String {
        guard let number = number(.referenceValue) else { return "" }
        return " from \(unit(NumberText.text(of: number, besides: verdict.value)))"
    }
}
