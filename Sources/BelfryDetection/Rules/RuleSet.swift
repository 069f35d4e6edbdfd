public import BelfryModel

/// The rules in force, in the order in which they were written.
public struct RuleSet: Sendable {
    public let rules: [Rule]
    /// The roads that detectors over several stations look at.
    public let corridors: [Corridor]
    /// Of the configuration that the rules are part of; findings keep it.
    public let configurationHash: String
    /// The delays that say nothing to any of its clock watches at rest.
    public let quietDelays: DelayBand

    /// A set of rules.
    ///
    /// - Throws: ``RuleFault`` where two share a name or there are more than ``RuleLimits/rules``.
    public init(
        _ rules: [Rule],
        corridors: [Corridor] = [],
        configurationHash: String = ""
    ) throws(RuleFault) {
        guard rules.count <= RuleLimits.rules else {
            throw RuleFault(
                rule: rules[RuleLimits.rules].name,
                key: "rules",
                problem: "\(rules.count) rules are more than \(RuleLimits.rules)",
                remedy: "let one rule match several series"
            )
        }
        var names = Set<String>()
        for rule in rules where !names.insert(rule.name).inserted {
            throw RuleFault(
                rule: rule.name,
                key: "name",
                problem: "two rules have this name",
                remedy: "findings are told apart by it: rename one"
            )
        }
        self.rules = rules
        self.corridors = corridors
        self.configurationHash = configurationHash
        var delays = DelayBand()
        for rule in rules {
            if case .clock(let parameters) = rule.detector { delays.formIntersection(parameters) }
        }
        self.quietDelays = delays
    }
}
