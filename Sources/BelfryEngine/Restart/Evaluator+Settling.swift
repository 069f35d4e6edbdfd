import BelfryDetection
import BelfryModel

extension Evaluator {
    /// Settles findings of any series; see ``Engine/settle(_:at:)``.
    ///
    /// - Parameter isMine: whether a series belongs to this shard.
    /// - Returns: those that stand here.
    mutating func settle(_ findings: [ActiveFinding], isMine: (String) -> Bool) -> Set<ActiveFinding> {
        var heard: [String: State] = [:]
        for case let state? in states {
            settle(state)
            if let descriptor = registry.descriptor(of: state.pointee.series) { heard[descriptor.identity] = state }
        }
        let names = Set(rules.rules.filter { !$0.isOfGroup }.map(\.name))
        var standing = Set<ActiveFinding>()
        for finding in findings where isMine(finding.identity) && names.contains(finding.rule) {
            guard let state = heard[finding.identity] else {
                if keep(finding) { standing.insert(finding) }
                continue
            }
            if holds(finding, state) || resumeSilence(finding, state) { standing.insert(finding) }
        }
        return standing
    }

    private func holds(_ finding: ActiveFinding, _ state: State) -> Bool {
        var isHeld = false
        forDetector(of: finding, state) { isHeld = $0.activeSince == finding.from }
        return isHeld
    }

    /// Takes a silence up again that nothing has ended: the tail cannot tell it from Belfry's own absence.
    private mutating func resumeSilence(_ finding: ActiveFinding, _ state: State) -> Bool {
        guard state.pointee.lastArrival <= finding.from else { return false }
        var isTaken = false
        forDetector(of: finding, state) { detector in
            guard detector.isSilenceWatch, !detector.isRaised else { return }
            detector.restore(activeSince: finding.from, value: finding.value)
            isTaken = true
        }
        if isTaken { findDeadline(state) }
        return isTaken
    }

    private func forDetector(
        of finding: ActiveFinding,
        _ state: State,
        _ body: (Detector) -> Void
    ) {
        state.forEachDetector { detector, binding in
            if rules.rules[Int(binding.rule)].name == finding.rule { body(detector) }
        }
    }

    /// Keeps a finding for the next word of its series.
    ///
    /// - Returns: false where another one of the rule is kept: a detector has one at a time.
    private mutating func keep(_ finding: ActiveFinding) -> Bool {
        if let kept = restoring[finding.identity]?.first(where: { $0.rule == finding.rule }) {
            return kept.from == finding.from
        }
        restoring[finding.identity, default: []].append(finding)
        return true
    }
}
