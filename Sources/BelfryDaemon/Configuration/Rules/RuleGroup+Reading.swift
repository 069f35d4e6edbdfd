// `group:` of a rule: `{ by: zone, combine: mean, minimum_members: 3 }`.

import BelfryDetection

extension RuleGroup {
    init?(reading keys: MappingReader) {
        let label = keys.required("by", as: .word(of: Label.allCases.map(\.rawValue)))
        let combination = keys.scalar("combine", as: .word(of: Combination.allCases.map(\.rawValue)))
        let minimumMembers = keys.scalar("minimum_members", as: .count(1...RuleLimits.largestCount))
        guard let label = label.flatMap(Label.init) else { return nil }
        self.init(
            by: label,
            combination: combination.flatMap(Combination.init) ?? .mean,
            minimumMembers: minimumMembers ?? 2
        )
    }
}
