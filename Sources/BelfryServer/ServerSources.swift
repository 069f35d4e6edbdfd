public import BelfryAPI
public import BelfryIncidents
public import BelfryModel

/// What the server shows and sets in motion: closures that the daemon passes in.
///
/// They are called on threads of the server's own, several at a time, and may block. What they throw as a
/// ``RequestFault`` reaches the client as it is; any other error is logged and answered with 500.
public struct ServerSources: Sendable {
    /// The gateway's state, with the ledger by topic where that is asked for.
    public var status: @Sendable (_ withTopics: Bool) throws -> StatusDocument
    /// Called on the event loop, so it must not block.
    public var isReady: @Sendable () -> Bool
    /// Every sensor with its series, in any order.
    public var sensors: @Sendable () -> [SensorDocument]
    /// The numbers, with those by topic where they are asked for.
    public var metrics: @Sendable (_ withTopics: Bool) throws -> [MetricFamily]
    /// The newest first.
    public var incidents: @Sendable (IncidentFilter) throws -> [Incident]
    /// Nil where there is no such incident.
    public var incident: @Sendable (_ id: String) throws -> Incident?
    /// The newest first.
    public var findings: @Sendable (FindingFilter) throws -> [Finding]
    /// The rules in force, in their order; waits for a reload that is under way.
    public var rules: @Sendable () -> [RuleDocument]
    public var query: @Sendable (SeriesQuery) throws -> QueryDocument
    /// The newest quarantined messages first, at most so many, of the topics that an MQTT filter covers or of all.
    public var quarantine: @Sendable (_ limit: Int, _ topic: String?) throws -> [QuarantineDocument]
    /// One quarantined message; nil where there is none of this number.
    public var quarantined: @Sendable (_ number: Int64) throws -> QuarantineDocument?
    /// Reads quarantined messages again in the name of an actor.
    public var replayQuarantine: @Sendable (QuarantineReplayRequest, _ actor: String) throws -> QuarantineReplayDocument
    /// Acts in the name of an actor and returns the incident as it stands afterwards.
    public var act: @Sendable (IncidentAction, _ actor: String) throws -> Incident
    /// Reloads the configuration and says in one line what changed.
    public var reload: @Sendable () throws -> String
    /// The wall clock.
    public var now: @Sendable () -> Timestamp

    public init(
        status: @escaping @Sendable (_ withTopics: Bool) throws -> StatusDocument,
        isReady: @escaping @Sendable () -> Bool,
        sensors: @escaping @Sendable () -> [SensorDocument],
        metrics: @escaping @Sendable (_ withTopics: Bool) throws -> [MetricFamily],
        incidents: @escaping @Sendable (IncidentFilter) throws -> [Incident],
        incident: @escaping @Sendable (_ id: String) throws -> Incident?,
        findings: @escaping @Sendable (FindingFilter) throws -> [Finding],
        rules: @escaping @Sendable () -> [RuleDocument],
        query: @escaping @Sendable (SeriesQuery) throws -> QueryDocument,
        quarantine: @escaping @Sendable (_ limit: Int, _ topic: String?) throws -> [QuarantineDocument],
        quarantined: @escaping @Sendable (_ number: Int64) throws -> QuarantineDocument?,
        replayQuarantine:
            @escaping @Sendable (QuarantineReplayRequest, _ actor: String) throws ->
            QuarantineReplayDocument,
        act: @escaping @Sendable (IncidentAction, _ actor: String) throws -> Incident,
        reload: @escaping @Sendable () throws -> String,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.status = status
        self.isReady = isReady
        self.sensors = sensors
        self.metrics = metrics
        self.incidents = incidents
        self.incident = incident
        self.findings = findings
        self.rules = rules
        self.query = query
        self.quarantine = quarantine
        self.quarantined = quarantined
        self.replayQuarantine = replayQuarantine
        self.act = act
        self.reload = reload
        self.now = now
    }
}
