import BelfryDetection
import BelfryModel

extension GroupStage {
    /// Settles findings of groups; see ``Engine/settle(_:at:)``.
    ///
    /// - Returns: those that stand here.
    mutating func settle(_ findings: [ActiveFinding]) -> Set<ActiveFinding> {
        var standing = Set<ActiveFinding>()
        for finding in findings {
            guard let rule = rules.rules.firstIndex(where: { $0.name == finding.rule && $0.isOfGroup }) else {
                continue
            }
            if let since = activeSince(finding, rule: Int32(clamping: rule)) {
                if since == finding.from { standing.insert(finding) }
            } else if keep(finding) {
                standing.insert(finding)
            }
        }
        return standing
    }

    /// Since when a finding's subject has something raised, `.distantPast` for nothing; nil where it is not known yet.
    private func activeSince(_ finding: ActiveFinding, rule: Int32) -> Timestamp? {
        if let group = group(finding.identity, of: rule) {
            return group.judge.activeSince(.group) ?? .distantPast
        }
        for state in groups where state.rule == rule {
            if let section = state.sections.firstIndex(where: { $0.identity == finding.identity }) {
                return state.judge.activeSince(.section(section)) ?? .distantPast
            }
            if let role = state.roles.values.first(where: { $0.series.identity == finding.identity }) {
                return state.judge.activeSince(.member(role.series.id)) ?? .distantPast
            }
        }
        return nil
    }
}
