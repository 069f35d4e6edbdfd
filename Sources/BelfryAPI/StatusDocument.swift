/// What `GET /status` answers, see ``WireCoding`` for names and times on the wire.
public struct StatusDocument: Codable, Equatable, Sendable {
    /// `ok`, `degraded` or `critical`.
    public var status: String
    /// One sentence for each thing that keeps the status from being `ok`.
    public var reasons: [String]
    public var version: String
    public var gateway: String
    public var now: String
    public var startedAt: String
    public var uptimeSeconds: Int
    public var ingest: IngestStatus
    public var engine: EngineStatus
    public var store: StoreStatus
    public var sensors: SensorCounts
    public var incidents: IncidentCounts
    /// Keyed by `traffic`, `air`, `safety`.
    public var domains: [String: DomainStatus]

    public init(
        status: String,
        reasons: [String],
        version: String,
        gateway: String,
        now: String,
        startedAt: String,
        uptimeSeconds: Int,
        ingest: IngestStatus,
        engine: EngineStatus,
        store: StoreStatus,
        sensors: SensorCounts,
        incidents: IncidentCounts,
        domains: [String: DomainStatus]
    ) {
        self.status = status
        self.reasons = reasons
        self.version = version
        self.gateway = gateway
        self.now = now
        self.startedAt = startedAt
        self.uptimeSeconds = uptimeSeconds
        self.ingest = ingest
        self.engine = engine
        self.store = store
        self.sensors = sensors
        self.incidents = incidents
        self.domains = domains
    }
}

/// The `ingest` part of the status.
public struct IngestStatus: Codable, Equatable, Sendable {
    /// Whether every broker is connected and every subscription granted.
    public var connected: Bool
    public var brokers: [BrokerStatus]
    public var messagesPerSecond: Double
    public var readingsPerSecond: Double
    /// Null before the first message.
    @Nullable public var lastMessageAgeSeconds: Double?
    public var ledger: LedgerStatus
    /// The ledger by subscription; the last row is of messages that none covers.
    public var subscriptions: [LedgerRowStatus]
    /// The ledger by topic, where it was asked for; the first row is of all topics beyond the table.
    public var topics: [LedgerRowStatus]?

    public init(
        connected: Bool,
        brokers: [BrokerStatus],
        messagesPerSecond: Double,
        readingsPerSecond: Double,
        lastMessageAgeSeconds: Double?,
        ledger: LedgerStatus,
        subscriptions: [LedgerRowStatus] = [],
        topics: [LedgerRowStatus]? = nil
    ) {
        self.connected = connected
        self.brokers = brokers
        self.messagesPerSecond = messagesPerSecond
        self.readingsPerSecond = readingsPerSecond
        self.lastMessageAgeSeconds = lastMessageAgeSeconds
        self.ledger = ledger
        self.subscriptions = subscriptions
        self.topics = topics
    }
}

/// One broker of the status.
public struct BrokerStatus: Codable, Equatable, Sendable {
    public var name: String
    public var connected: Bool
    /// Since when it is in this state.
    @Nullable public var since: String?
    /// Why it is not connected, or which subscription was refused.
    @Nullable public var reason: String?
    /// `MQTT 5` or `MQTT 3.1.1`; null while it is not connected.
    @Nullable public var `protocol`: String?

    public init(name: String, connected: Bool, since: String?, reason: String?, protocol: String?) {
        self.name = name
        self.connected = connected
        self.since = since
        self.reason = reason
        self.protocol = `protocol`
    }
}

/// The message ledger: `received` equals the sum of the other counters but `late`, which is a part of `stored`.
public struct LedgerStatus: Codable, Equatable, Sendable {
    public var received: UInt64
    public var stored: UInt64
    public var late: UInt64
    public var duplicate: UInt64
    public var quarantined: UInt64
    public var ignored: UInt64
    public var shed: UInt64
    public var inFlight: UInt64
    public var balanced: Bool
    /// The shed ones by reason: `series_limit`, `topic_rate`, `overload`.
    public var shedReasons: [String: UInt64]?

    public init(
        received: UInt64,
        stored: UInt64,
        late: UInt64,
        duplicate: UInt64,
        quarantined: UInt64,
        ignored: UInt64,
        shed: UInt64,
        inFlight: UInt64,
        shedReasons: [String: UInt64]? = nil
    ) {
        self.received = received
        self.stored = stored
        self.late = late
        self.duplicate = duplicate
        self.quarantined = quarantined
        self.ignored = ignored
        self.shed = shed
        self.inFlight = inFlight
        self.shedReasons = shedReasons
        self.balanced = received == stored + duplicate + quarantined + ignored + shed + inFlight
    }
}

/// The `engine` part of the status.
public struct EngineStatus: Codable, Equatable, Sendable {
    public var series: Int
    public var shards: Int
    /// Memory of the windows and detectors of all series.
    public var stateBytes: Int
    public var windowsClosed: UInt64
    /// The fullest ring, 0...1.
    public var ringFill: Double
    /// Pairs of a rule and a series that match and of which the rule cannot watch the series: readings without a unit, a limit
    /// that cannot be compared.
    public var unwatched: Int
    public var latencySeconds: LatencyStatus

    public init(
        series: Int,
        shards: Int,
        stateBytes: Int,
        windowsClosed: UInt64,
        ringFill: Double,
        unwatched: Int = 0,
        latencySeconds: LatencyStatus
    ) {
        self.series = series
        self.shards = shards
        self.stateBytes = stateBytes
        self.windowsClosed = windowsClosed
        self.ringFill = ringFill
        self.unwatched = unwatched
        self.latencySeconds = latencySeconds
    }
}

/// Sensor arrival to finding, in seconds; null before the first finding.
public struct LatencyStatus: Codable, Equatable, Sendable {
    @Nullable public var p50: Double?
    @Nullable public var p99: Double?
    @Nullable public var max: Double?

    public init(p50: Double?, p99: Double?, max: Double?) {
        self.p50 = p50
        self.p99 = p99
        self.max = max
    }
}

/// The `store` part of the status.
public struct StoreStatus: Codable, Equatable, Sendable {
    /// `ok`, `full`, `readonly`, `slow` or `recovering`.
    public var state: String
    public var bytes: Int64
    public var readings: Int64
    @Nullable public var lastCommitAgeSeconds: Double?
    @Nullable public var bytesWrittenPerReading: Double?

    public init(
        state: String,
        bytes: Int64,
        readings: Int64,
        lastCommitAgeSeconds: Double?,
        bytesWrittenPerReading: Double?
    ) {
        self.state = state
        self.bytes = bytes
        self.readings = readings
        self.lastCommitAgeSeconds = lastCommitAgeSeconds
        self.bytesWrittenPerReading = bytesWrittenPerReading
    }
}

/// The `sensors` part of the status.
public struct SensorCounts: Codable, Equatable, Sendable {
    /// In the fleet; 0 where no fleet is configured.
    public var expected: Int
    public var live: Int
    public var late: Int
    public var silent: Int
    public var faulty: Int
    public var neverSeen: Int

    public init(expected: Int, live: Int, late: Int, silent: Int, faulty: Int, neverSeen: Int) {
        self.expected = expected
        self.live = live
        self.late = late
        self.silent = silent
        self.faulty = faulty
        self.neverSeen = neverSeen
    }
}

/// The `incidents` part of the status.
public struct IncidentCounts: Codable, Equatable, Sendable {
    public var open: Int
    public var unacknowledged: Int
    /// Keyed by `critical`, `major`, `minor`, `warning`.
    public var bySeverity: [String: Int]

    public init(open: Int, unacknowledged: Int, bySeverity: [String: Int]) {
        self.open = open
        self.unacknowledged = unacknowledged
        self.bySeverity = bySeverity
    }
}

/// One domain of the status.
public struct DomainStatus: Codable, Equatable, Sendable {
    public var series: Int
    public var sensors: Int
    public var openIncidents: Int

    public init(series: Int, sensors: Int, openIncidents: Int) {
        self.series = series
        self.sensors = sensors
        self.openIncidents = openIncidents
    }
}
