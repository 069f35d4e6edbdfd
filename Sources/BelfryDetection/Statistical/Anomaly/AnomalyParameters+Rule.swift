import BelfryModel

extension AnomalyParameters: DetectorParameters {
    static let name = "anomaly"
    static let kind = FindingKind.anomaly

    func check(_ validator: RuleValidator) throws(RuleFault) {}

    func combine(into digest: inout DefinitionDigest) {}

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.anomaly, NoTerms())
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.valueWithUnit) is unusual\(text.usual), since \(text.since)"
        case .cleared:
            "\(text.subject): as usual again after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
