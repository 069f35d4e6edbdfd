public import BelfryModel

/// What really happened: the yardstick for what is detected.
public struct TruthEvent: Sendable, Hashable {
    public var kind: Scenario.Kind
    /// The site that an incident should name.
    public var place: String
    /// Whose readings show it.
    public var sensors: [String]
    public var from: Timestamp
    /// When it ended; readings need a moment more to come back to normal.
    public var to: Timestamp
    /// The kinds of finding that a watcher should report at this place, at least one of them.
    public var expect: [FindingKind]
    public var domain: Domain
    /// Whether any reading shows it; nil where all of it does.
    public var isVisible: Bool?

    public init(
        kind: Scenario.Kind,
        place: String,
        sensors: [String],
        from: Timestamp,
        to: Timestamp,
        expect: [FindingKind],
        domain: Domain,
        isVisible: Bool? = nil
    ) {
        self.kind = kind
        self.place = place
        self.sensors = sensors
        self.from = from
        self.to = to
        self.expect = expect
        self.domain = domain
        self.isVisible = isVisible
    }
}
