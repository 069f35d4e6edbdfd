import BelfryModel

extension AttenuatedParameters: DetectorParameters {
    static let name = "attenuated"
    static let kind = FindingKind.sensorStuck

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkVariation(below, "below", times, overNanoseconds, minimumReadings, count)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(below)
        digest.combine(times)
        digest.combine([overNanoseconds, Int64(minimumReadings), Int64(count)])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(
            .variation,
            VariationDetector.Terms(
                isNoise: false,
                limit: try rule.limits(for: series).difference(below),
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
            "\(text.subject): hardly moves since \(text.since), by \(text.valueWithUnit), less than \(text.thresholdWithUnit)"
        case .cleared:
            "\(text.subject): moves as usual again after \(text.lasted), by \(text.valueWithUnit)"
        }
    }
}
