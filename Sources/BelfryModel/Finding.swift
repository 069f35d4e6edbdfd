/// What one rule has to say about one series, from the moment it raised to the moment it cleared.
public struct Finding: Hashable, Sendable {
    /// What happened to the finding.
    public enum Phase: UInt8, Sendable, BitwiseCopyable {
        case raised
        case cleared

        /// The name that users read.
        public var name: String { self == .raised ? "raised" : "cleared" }
    }

    /// Derived from rule, series and `from`, so that the same input names the same finding in every run.
    public var id: String
    public var phase: Phase
    public var kind: FindingKind
    public var severity: Severity
    /// The rule's name.
    public var rule: String
    /// A hash of the rule's definition.
    public var ruleVersion: String
    /// A hash of the whole configuration that was in force when this phase came about; empty where none was read.
    public var configurationHash: String
    public var series: SeriesDescriptor
    /// Event time since when the condition held.
    public var from: Timestamp
    /// Event time at which it ended; nil while raised.
    public var to: Timestamp?
    /// The arrival of the reading, or the deadline, that brought this phase about.
    public var detectedAt: Timestamp
    /// The value that decided, in the series' unit.
    public var value: Double
    /// What it was compared with, where there is such a number.
    public var threshold: Double?
    /// One sentence for the operator.
    public var text: String
    public var runbook: String
    public var evidence: [Evidence]
    /// What it was raised on, once an incident has it as cleared; nil while it stands, and where an older Belfry did not keep it.
    public var raisedOn: FindingGrounds?
    /// Whether it was over before anybody could hear of it, since its readings came late: for the record, and nobody is woken.
    ///
    /// Not kept with the finding: it says how to take it in.
    public var isBelated = false

    public init(
        phase: Phase,
        kind: FindingKind,
        severity: Severity,
        rule: String,
        ruleVersion: String,
        series: SeriesDescriptor,
        from: Timestamp,
        to: Timestamp? = nil,
        detectedAt: Timestamp,
        value: Double,
        threshold: Double? = nil,
        text: String,
        runbook: String = "",
        evidence: [Evidence] = [],
        configurationHash: String = ""
    ) {
        self.id = Self.identifier(rule: rule, identity: series.identity, from: from)
        self.phase = phase
        self.kind = kind
        self.severity = severity
        self.rule = rule
        self.ruleVersion = ruleVersion
        self.configurationHash = configurationHash
        self.series = series
        self.from = from
        self.to = to
        self.detectedAt = detectedAt
        self.value = value
        self.threshold = threshold
        self.text = text
        self.runbook = runbook
        self.evidence = evidence
    }

    /// The identifier of the finding that `rule` raises on the series `identity` since `from`.
    public static func identifier(rule: String, identity: String, from: Timestamp) -> String {
        var hash = StableHash()
        hash.combine(rule)
        hash.combine(0)
        hash.combine(identity)
        hash.combine(0)
        hash.combine(from.nanoseconds)
        return "f-" + ShortIdentifier.text(of: hash.value)
    }
}
