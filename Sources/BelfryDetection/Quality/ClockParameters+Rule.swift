import BelfryModel

extension ClockParameters: DetectorParameters {
    static let name = "clock"
    static let kind = FindingKind.sensorClock

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkDuration(aheadNanoseconds, "ahead", from: Nanoseconds.perSecond)
        try validator.checkDuration(behindNanoseconds, "behind", from: Nanoseconds.perSecond)
        try validator.checkDuration(forNanoseconds, "for", from: 0)
        try validator.checkCount(count, "write for example count: 3")
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine([aheadNanoseconds, behindNanoseconds, forNanoseconds])
        digest.combine(count)
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.clock, ClockDetector.Terms(self))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.clockError) since \(text.since); set its time and time zone, or let it ask a time server"
        case .cleared:
            "\(text.subject): its clock is right again after \(text.lasted)"
        }
    }
}
