import BelfryModel

extension DeclaredFaultParameters: DetectorParameters {
    static let name = "declared_fault"
    static let kind = FindingKind.sensorOutOfRange

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkCount(count, "write for example count: 3")
    }

    func combine(into digest: inout DefinitionDigest) { digest.combine(count) }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.declaredFault, DeclaredFaultDetector.Terms(count: Int32(clamping: count)))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): the device itself calls its values doubtful since \(text.since), \(text.valueWithUnit)"
        case .cleared: "\(text.subject): the device trusts its values again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
