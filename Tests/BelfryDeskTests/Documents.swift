// The documents that the tests tell stories with; times are of one night, in a zone one hour east of Greenwich.

import BelfryAPI
import BelfryModel
import Testing

@testable import belfry

/// 2026-11-23T02:10:00Z and minutes around it.
func at(_ clock: String) -> String { "2026-11-23T\(clock)Z" }

func instant(_ clock: String) throws -> Timestamp {
    try #require(Timestamp(rfc3339: at(clock)))
}

extension LocalTime {
    static let brussels = LocalTime.fixed(seconds: 3_600, name: "CET")
}

extension Terminal {
    /// A terminal of 80 columns without colour.
    static let eighty = columns(80)
    static let pipe = Terminal(isTerminal: false, reportedColumns: 0) { _ in nil }

    static func columns(_ width: Int) -> Terminal {
        Terminal(isTerminal: true, reportedColumns: width) { $0 == "NO_COLOR" ? "1" : nil }
    }
}

func finding(
    sensor: String = "fl-03",
    kind: FindingKind = .flood,
    severity: Severity = .critical,
    quantity: String = "water_level",
    value: Double = 0.42,
    unit: String = "m",
    limit: Double? = 0.25,
    from: String = "02:08:30",
    to: String? = nil,
    text: String = "Water 0.42 m on the street"
) -> FindingDocument {
    FindingDocument(
        id: "f-\(sensor)",
        phase: to == nil ? "raised" : "cleared",
        kind: kind.rawValue,
        rule: "flood-street",
        ruleVersion: "9k2m41xq0a",
        severity: severity.name,
        sensor: sensor,
        quantity: quantity,
        agency: "water",
        domain: "safety",
        zone: "south",
        place: "Mill Lane underpass",
        from: at(from),
        to: to.map(at),
        detectedAt: at(from),
        value: value,
        unit: unit,
        threshold: limit,
        text: text,
        runbook: "https://intranet.example/flood",
        evidence: [EvidenceDocument(name: "window_mean", value: 0.4, unit: unit, time: at(from))]
    )
}

func entry(_ clock: String, _ what: String, by: String = "", _ text: String = "") -> TimelineDocument {
    TimelineDocument(at: at(clock), what: what, by: by, text: text)
}

func incident(
    _ id: String = "i-4f2k9m1c0a",
    state: String = "active_unacknowledged",
    severity: Severity = .critical,
    title: String = "water is rising",
    place: String = "Mill Lane underpass",
    domain: String = "safety",
    opened: String = "02:08:30",
    findings: [FindingDocument] = [finding()],
    timeline: [TimelineDocument]? = nil
) -> IncidentDocument {
    let story = timeline ?? [entry(opened, "opened", "water is rising")]
    return IncidentDocument(
        id: id,
        state: state,
        annunciation: "annunciated",
        severity: severity.name,
        kind: findings.first?.kind ?? "threshold",
        title: title,
        domain: domain,
        agency: "water",
        zone: "south",
        place: place,
        openedAt: at(opened),
        updatedAt: story.last?.at ?? at(opened),
        acknowledged: nil,
        findings: findings,
        evidence: [],
        timeline: story,
        rule: "flood-street",
        ruleVersion: "9k2m41xq0a"
    )
}

func status(_ word: String = "ok", _ reasons: [String] = []) -> StatusDocument {
    StatusDocument(
        status: word,
        reasons: reasons,
        version: "0.1.0",
        gateway: "gw-north-07",
        now: at("02:10:00"),
        startedAt: "2026-11-20T04:00:00Z",
        uptimeSeconds: 252_600,
        ingest: IngestStatus(
            connected: true,
            brokers: [
                BrokerStatus(name: "city", connected: true, since: at("01:00:00"), reason: nil, protocol: "MQTT 5")
            ],
            messagesPerSecond: 42.31,
            readingsPerSecond: 61.8,
            lastMessageAgeSeconds: 0.3,
            ledger: LedgerStatus(
                received: 1_234_567,
                stored: 1_220_001,
                late: 12,
                duplicate: 66,
                quarantined: 0,
                ignored: 14_500,
                shed: 0,
                inFlight: 0
            )
        ),
        engine: EngineStatus(
            series: 488,
            shards: 1,
            stateBytes: 2_000_000,
            windowsClosed: 91_234,
            ringFill: 0.03,
            latencySeconds: LatencyStatus(p50: 0.0011, p99: 0.0084, max: nil)
        ),
        store: StoreStatus(
            state: "ok",
            bytes: 125_829_120,
            readings: 12_345_678,
            lastCommitAgeSeconds: 0.4,
            bytesWrittenPerReading: 37.2
        ),
        sensors: SensorCounts(expected: 0, live: 70, late: 1, silent: 1, faulty: 1, neverSeen: 0),
        incidents: IncidentCounts(open: 3, unacknowledged: 2, bySeverity: ["critical": 1, "minor": 2]),
        domains: ["safety": DomainStatus(series: 19, sensors: 19, openIncidents: 1)]
    )
}
