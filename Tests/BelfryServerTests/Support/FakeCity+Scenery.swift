import BelfryAPI
import BelfryIncidents
import BelfryModel

extension FakeCity {
    static let waterSeries = SeriesDescriptor(
        id: SeriesID(0),
        key: SeriesKey(agency: "water", sensor: "brook-7", quantity: Quantity("water_level")),
        unit: Unit("m"),
        domain: .safety,
        zone: "north",
        place: Place(kind: .site, name: "Mill Lane <bridge>")
    )

    static let floodFinding = Finding(
        phase: .raised,
        kind: .flood,
        severity: .critical,
        rule: "brook-flood",
        ruleVersion: "a1",
        series: waterSeries,
        from: now.advanced(byNanoseconds: -60 * Nanoseconds.perSecond),
        detectedAt: now,
        value: 2.4,
        threshold: 2.0,
        text: "water level 2.4 m",
        evidence: [Evidence(name: "value", value: 2.4, unit: Unit("m"), time: now)]
    )

    static let flood = Incident(
        id: "i-0123456789",
        state: .activeUnacknowledged,
        severity: .critical,
        kind: .flood,
        title: "Flood at Mill Lane",
        domain: .safety,
        agency: "water",
        zone: "north",
        place: waterSeries.place,
        openedAt: now,
        updatedAt: now,
        findings: [floodFinding],
        timeline: [TimelineEntry(at: now, what: .opened, text: "water level 2.4 m")],
        rule: "brook-flood",
        ruleVersion: "a1"
    )

    static let allSensors = [
        sensor("tls-9", agency: "traffic", domain: "traffic", zone: "south", quantity: "flow", state: "silent"),
        sensor("brook-7", agency: "water", domain: "safety", zone: "north", quantity: "water_level", state: "live"),
        sensor("air-3", agency: "env", domain: "air", zone: "north", quantity: "no2", state: "live"),
    ]

    static let unreadable = QuarantineDocument(
        number: 41,
        at: "2026-11-23T04:59:00Z",
        broker: "city",
        topic: "acme/a-7/up",
        outcome: "undecoded",
        reason: "the mapping found nothing",
        format: "json",
        sample: "{\"gas\":{\"no2\":31.5}}",
        replayable: true
    )

    static let calmStatus = StatusDocument(
        status: "ok",
        reasons: [],
        version: "0.1.0",
        gateway: "gw-test",
        now: now.rfc3339,
        startedAt: "2026-11-23T00:00:00Z",
        uptimeSeconds: 3_600,
        ingest: IngestStatus(
            connected: true,
            brokers: [
                BrokerStatus(
                    name: "city",
                    connected: true,
                    since: "2026-11-23T00:00:00Z",
                    reason: nil,
                    protocol: "MQTT 5"
                )
            ],
            messagesPerSecond: 12.5,
            readingsPerSecond: 25,
            lastMessageAgeSeconds: nil,
            ledger: LedgerStatus(
                received: 10,
                stored: 7,
                late: 1,
                duplicate: 1,
                quarantined: 1,
                ignored: 0,
                shed: 0,
                inFlight: 1
            )
        ),
        engine: EngineStatus(
            series: 3,
            shards: 1,
            stateBytes: 2_000_000,
            windowsClosed: 4,
            ringFill: 0,
            latencySeconds: LatencyStatus(p50: nil, p99: nil, max: nil)
        ),
        store: StoreStatus(
            state: "ok",
            bytes: 4_096,
            readings: 20,
            lastCommitAgeSeconds: 0.2,
            bytesWrittenPerReading: nil
        ),
        sensors: SensorCounts(expected: 3, live: 2, late: 0, silent: 1, faulty: 0, neverSeen: 0),
        incidents: IncidentCounts(
            open: 1,
            unacknowledged: 1,
            bySeverity: ["critical": 1, "major": 0, "minor": 0, "warning": 0]
        ),
        domains: ["safety": DomainStatus(series: 1, sensors: 1, openIncidents: 1)]
    )

    static let airRule = RuleDocument(
        name: "no2-hour-limit",
        version: "9k2m41xq0a",
        revision: "3",
        owner: "environment",
        detector: "threshold",
        kind: "air_limit",
        severity: "major",
        match: ["domain=air", "quantity=no2"],
        text: "",
        runbook: "",
        definition: "{ name: no2-hour-limit }",
        configurationHash: "0a1b2c3d4e"
    )

    private static func sensor(
        _ name: String,
        agency: String,
        domain: String,
        zone: String,
        quantity: String,
        state: String
    ) -> SensorDocument {
        SensorDocument(
            sensor: name,
            agency: agency,
            domain: domain,
            zone: zone,
            place: name,
            location: nil,
            state: state,
            lastSeen: now.rfc3339,
            cadenceSeconds: 30,
            series: [
                SeriesDocument(
                    series: "\(agency)/\(name)/\(quantity)",
                    sensor: name,
                    quantity: quantity,
                    agency: agency,
                    domain: domain,
                    zone: zone,
                    unit: "",
                    state: state,
                    lastValue: nil,
                    lastTime: nil,
                    quality: nil
                )
            ]
        )
    }
}
