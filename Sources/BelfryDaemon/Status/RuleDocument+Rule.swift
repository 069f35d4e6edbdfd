import BelfryAPI
import BelfryDetection
import BelfryModel

extension Configuration {
    /// The rules as the API shows them.
    var ruleDocuments: [RuleDocument] {
        zip(rules, ruleTexts).map { RuleDocument($0, definition: $1, configurationHash: hash) }
    }
}

extension RuleDocument {
    /// The document of a rule.
    init(_ rule: Rule, definition: String, configurationHash: String) {
        self.init(
            name: rule.name,
            version: rule.version,
            revision: rule.revision,
            owner: rule.owner,
            detector: rule.detector.name,
            kind: rule.kind.rawValue,
            severity: rule.severity.name,
            match: rule.matchers.map(\.condition),
            text: rule.text,
            runbook: rule.runbook,
            definition: definition,
            configurationHash: configurationHash
        )
    }
}
