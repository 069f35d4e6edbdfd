import BelfryDetection

/// A rule and where it was read from.
struct WrittenRule {
    var rule: Rule
    var node: YAMLNode

    /// See ``RuleText``.
    var text: String { RuleText.text(of: node) }
}
