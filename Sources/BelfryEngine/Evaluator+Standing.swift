import BelfryDetection
import BelfryModel

extension Evaluator {
    /// What stands raised on every series.
    func activeFindings() -> [ActiveFinding] {
        var findings: [ActiveFinding] = []
        for case let state? in states {
            guard let identity = registry.descriptor(of: state.pointee.series)?.identity else { continue }
            state.forEachDetector { detector, binding in
                guard let since = detector.pointee.activeSince else { return }
                findings.append(
                    ActiveFinding(
                        rule: rules.rules[Int(binding.rule)].name,
                        identity: identity,
                        from: since,
                        value: state.pointee.routine.lastValue
                    )
                )
            }
        }
        return findings
    }

    /// The identities of the series that something has come from.
    func identities() -> [String] {
        states.compactMap { state in state.flatMap { registry.descriptor(of: $0.pointee.series)?.identity } }
    }

    /// Keeps a finding for the next word of its series, unless it is kept already.
    mutating func keep(_ finding: ActiveFinding) {
        if restoring[finding.identity]?.contains(where: { $0.rule == finding.rule }) == true { return }
        restoring[finding.identity, default: []].append(finding)
    }
}
