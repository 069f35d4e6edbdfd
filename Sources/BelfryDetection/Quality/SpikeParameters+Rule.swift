import BelfryModel

extension SpikeParameters: DetectorParameters {
    static let name = "spike"
    static let kind = FindingKind.sensorSpike

    func check(_ validator: RuleValidator) throws(RuleFault) {
        try validator.checkFinite(above, "above")
        if let above, above <= 0 {
            throw validator.fault(
                "above",
                "it is not above 0",
                "give what a value has to stand out of its neighbours by"
            )
        }
        try validator.checkTimes(times)
        guard (1...Self.countMaximum).contains(count) else {
            throw validator.fault(
                "count",
                "\(count) is not between 1 and \(Self.countMaximum)",
                "write for example count: 3"
            )
        }
        try validator.checkDuration(withinNanoseconds, "within", from: Nanoseconds.perSecond)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(method == .average ? 1 : 0)
        digest.combine(above)
        digest.combine(times)
        digest.combine([Int64(count), withinNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.spike, SpikeDetector.Terms(self, above: try rule.limits(for: series).difference(above)))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): \(text.spikes) since \(text.since), the last to \(text.valueWithUnit)\(text.currentValue)"
        case .cleared:
            "\(text.subject): no spike any more after \(text.lasted), \(text.valueWithUnit)"
        }
    }
}
