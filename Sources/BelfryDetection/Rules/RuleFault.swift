/// Why a rule was refused: which key of which rule, what is wrong with it, and what would be right.
public struct RuleFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule's name as written; may be the very thing that is wrong.
    public var rule: String
    /// The key as users write it, for example `clear_below`.
    public var key: String
    public var problem: String
    public var remedy: String

    public init(rule: String, key: String, problem: String, remedy: String) {
        self.rule = rule
        self.key = key
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String { "rule \"\(rule)\", \(key): \(problem); \(remedy)" }
}
