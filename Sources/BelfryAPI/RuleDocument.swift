/// A rule in force as `GET /api/v1/rules` lists it.
public struct RuleDocument: Codable, Equatable, Sendable {
    public var name: String
    /// Changes with anything in the definition; findings name it as `rule_version`.
    public var version: String
    /// The author's own label; empty where none is given.
    public var revision: String
    /// The agency that answers for the rule; empty where nobody is named.
    public var owner: String
    public var detector: String
    public var kind: String
    public var severity: String
    /// Conditions such as `domain=air` and `sensor=~tls-.*`; none at all means every series.
    public var match: [String]
    public var text: String
    public var runbook: String
    /// The rule as it is written, on one line of YAML.
    public var definition: String
    /// Of the configuration in force.
    public var configurationHash: String

    public init(
        name: String,
        version: String,
        revision: String,
        owner: String,
        detector: String,
        kind: String,
        severity: String,
        match: [String],
        text: String,
        runbook: String,
        definition: String,
        configurationHash: String
    ) {
        self.name = name
        self.version = version
        self.revision = revision
        self.owner = owner
        self.detector = detector
        self.kind = kind
        self.severity = severity
        self.match = match
        self.text = text
        self.runbook = runbook
        self.definition = definition
        self.configurationHash = configurationHash
    }
}
