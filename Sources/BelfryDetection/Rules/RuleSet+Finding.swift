public import BelfryModel

extension RuleSet {
    /// The finding that a verdict of one of this set's detectors amounts to: numbers become sentences and evidence.
    ///
    /// - Precondition: `verdict.rule` is an index of ``rules``, as it is for a detector of this set's plans.
    public func finding(from verdict: Verdict, series: SeriesDescriptor) -> Finding {
        let rule = rules[Int(verdict.rule)]
        let threshold = verdict.threshold.isNaN ? nil : verdict.threshold
        return Finding(
            phase: verdict.phase,
            kind: rule.kind,
            severity: rule.severity,
            rule: rule.name,
            ruleVersion: rule.version,
            series: series,
            from: verdict.from,
            to: verdict.to,
            detectedAt: verdict.detectedAt,
            value: verdict.value.clampedToFinite,
            threshold: threshold,
            text: FindingText(rule: rule, verdict: verdict, series: series).text,
            runbook: rule.runbook,
            evidence: evidence(
                of: verdict,
                threshold: threshold,
                unit: series.unit,
                valueUnit: rule.valueUnit(of: series)
            ),
            configurationHash: configurationHash
        )
    }

    private func evidence(of verdict: Verdict, threshold: Double?, unit: Unit, valueUnit: Unit) -> [Evidence] {
        let value = verdict.value.clampedToFinite
        let time = verdict.valueTime == .distantPast ? verdict.to ?? verdict.from : verdict.valueTime
        var evidence = [Evidence(name: "value", value: value, unit: valueUnit, time: time)]
        if let threshold { evidence.append(Evidence(name: "threshold", value: threshold, unit: valueUnit)) }
        return evidence + verdict.evidence.numbers.filter(\.value.isFinite).map { $0.evidence(in: unit) }
    }
}

extension Double {
    /// The nearest number that JSON can carry: the difference of two absurd values overflows to infinity.
    fileprivate var clampedToFinite: Double {
        isNaN ? 0 : Swift.min(Swift.max(self, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
    }
}
