import BelfryModel
import BelfryWindows

// The version is a hash of the definition in an order that never changes: each field is preceded by a tag, each text
// followed by a 0, so that no two definitions run together into one.

extension Rule {
    static func version(
        name: String,
        matchers: [LabelMatcher],
        detector: DetectorDefinition,
        window: RuleWindow?,
        group: RuleGroup?,
        unit: Unit,
        severity: Severity,
        kind: FindingKind,
        text: String,
        runbook: String,
        owner: String,
        revision: String,
        schedule: RuleSchedule?,
        isOutsideCorridors: Bool
    ) -> String {
        var digest = DefinitionDigest()
        digest.combine(name)
        digest.combine(matchers.count)
        for matcher in matchers {
            digest.combine(matcher.label.rawValue)
            digest.combine(matcher.pattern)
            digest.combine((matcher.isExpression ? 1 : 0) + (matcher.isNegated ? 2 : 0))
        }
        digest.combine(detector)
        digest.combine(window)
        if let group { digest.combine(group) }
        digest.combine(unit.code)
        digest.combine(Int(severity.rawValue))
        digest.combine(kind.rawValue)
        digest.combine(text)
        digest.combine(runbook)
        // Rules from before these could be said keep their versions.
        if !owner.isEmpty || !revision.isEmpty {
            digest.combine(owner)
            digest.combine(revision)
        }
        if let schedule { digest.combine(schedule.fingerprint) }
        if isOutsideCorridors { digest.combine("outside_corridors") }
        return ShortIdentifier.text(of: digest.hash.value)
    }
}
