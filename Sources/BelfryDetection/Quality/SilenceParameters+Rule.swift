import BelfryModel

extension SilenceParameters: DetectorParameters {
    static let name = "silence"
    static let kind = FindingKind.sensorSilent

    func check(_ validator: RuleValidator) throws(RuleFault) {
        if let cadence = cadenceNanoseconds {
            try validator.checkDuration(cadence, "cadence", from: Nanoseconds.perMillisecond)
        }
        guard (1...Double(RuleLimits.largestCount)).contains(missedIntervals) else {
            throw validator.fault(
                "missed",
                "it is not between 1 and \(RuleLimits.largestCount)",
                "write for example missed: 3"
            )
        }
        try validator.checkDuration(atLeastNanoseconds, "at_least", from: 0)
    }

    func combine(into digest: inout DefinitionDigest) {
        digest.combine(missedIntervals)
        digest.combine([cadenceNanoseconds ?? 0, atLeastNanoseconds])
    }

    func terms(of rule: Rule, for series: SeriesDescriptor) throws(RuleMismatch) -> KindTerms {
        KindTerms(.silence, SilenceDetector.Terms(self, fleetCadenceNanoseconds: series.cadenceNanoseconds))
    }

    func sentence(_ text: FindingText) -> String {
        switch text.verdict.phase {
        case .raised:
            "\(text.subject): silent since \(text.since)\(text.expected); last value \(text.valueWithUnit)"
        case .cleared:
            "\(text.subject): back after \(text.silence) of silence, \(text.valueWithUnit)"
        }
    }
}
