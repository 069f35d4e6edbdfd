import BelfryDetection
import BelfryModel

extension GroupStage {
    /// Settles findings of groups; see ``Engine/settle(_:at:)``.
    ///
    /// - Returns: those that stand here.
    mutating func settle(_ findings: [ActiveFinding]) -> Set<ActiveFinding> {
        var standing = Set<ActiveFinding>()
        for finding in findings {
            guard let rule = rules.rules.firstIndex(where: { $0.name == finding.rule && $0.group != nil }) else {
                continue
            }
            if let group = groups[Key(rule: Int32(clamping: rule), identity: finding.identity)] {
                if group.detector.activeSince == finding.from { standing.insert(finding) }
            } else if keep(finding) {
                standing.insert(finding)
            }
        }
        return standing
    }
}
