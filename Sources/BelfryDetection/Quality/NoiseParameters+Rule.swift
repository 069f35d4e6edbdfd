import BelfryModel

extension NoiseParameters: DetectorParameters {
    static let name = "noise"
    static let kind = FindingKind.sensorNoise

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkVariation(above, "above", times, overNanoseconds, minimumReadings, count)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(above)
        digest.combine(times)
        digest.combine([overNanoseconds, Int64(minimumReadings), Int64(count)])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(
            .variation,
            VariationDetector.Terms(
                isNoise: true,
                limit: try rule.limits(for: series).difference(above),
                times: times,
                overNanoseconds: overNanoseconds,
                minimumReadings: minimumReadings,
                count: count
            )
        )
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): scatters by \(text.valueWithUnit) since \(text.since), more than \(text.thresholdWithUnit)"
        case .cleared:
            "\(text.subject): scatters as usual again after \(text.lasted), by \(text.valueWithUnit)"
        }
    }
}
