import BelfryModel

extension NoHitsParameters: DetectorParameters {
    static let name = "no_hits"
    static let kind = FindingKind.sensorStuck

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkDuration(durationNanoseconds, "duration", from: Nanoseconds.perMinute)
        guard durationNanoseconds <= Nanoseconds.perDay else {
            throw validator.fault("duration", "it is longer than a day", "write for example duration: 4h")
        }
    }

    func combine(into digest: inout DefinitionDigest) { digest.combine([durationNanoseconds]) }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.noHits, NoHitsDetector.Terms(durationNanoseconds: durationNanoseconds))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised: "\(text.subject): has counted nobody since \(text.since), at hours that see traffic; road closed?"
        case .cleared: "\(text.subject): counts again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
