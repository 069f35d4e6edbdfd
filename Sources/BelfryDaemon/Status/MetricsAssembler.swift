// The numbers of `GET /metrics`. Names follow Prometheus' conventions and are part of the published interface.

import BelfryAPI
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryServer
import BelfryStore

/// Metric families out of what the daemon's parts publish.
///
/// Pure.
struct MetricsAssembler {
    private let picture: StatusAssembler

    /// The metrics of one picture.
    init(_ picture: StatusAssembler) {
        self.picture = picture
    }

    /// Every family, in a fixed order.
    var families: [MetricFamily] {
        messages + topics + ingest + engine + store + sensors + incidents
    }

    private var messages: [MetricFamily] {
        let samples = picture.ingest.subscriptions.flatMap { row in
            Self.buckets(row.counts).map {
                MetricSample(Double($0.count), ["subscription": row.name, "bucket": $0.name])
            }
        }
        return [
            MetricFamily(
                "belfry_messages_received",
                .counter,
                help: "Messages read from the brokers, and out of the quarantine again.",
                value: Double(picture.ingest.ledger.received)
            ),
            MetricFamily(
                "belfry_messages_settled",
                .counter,
                help: "Messages by subscription and by what became of them.",
                samples: samples
            ),
            MetricFamily(
                "belfry_messages_shed",
                .counter,
                help: "Messages dropped because a limit was reached, by reason.",
                samples: Self.shed(picture.ingest.ledger).map { MetricSample($0.count, ["reason": $0.reason]) }
            ),
            MetricFamily(
                "belfry_overload_level",
                .gauge,
                help: "What is shed for overload: 0 nothing, 1 what is of low criticality, 2 what is normal as well.",
                value: Double(picture.ingest.overload.leastTaken.rawValue)
            ),
            MetricFamily(
                "belfry_messages_in_flight",
                .gauge,
                help: "Messages read and not yet settled.",
                value: Double(picture.ingest.ledger.inFlight)
            ),
        ]
    }

    /// Messages by topic, where they were asked for: as many samples as a city has topics, so not for every scrape.
    private var topics: [MetricFamily] {
        guard let topics = picture.topics else { return [] }
        let samples = topics.flatMap { row in
            let broker = picture.ingest.brokerName(row.source) ?? ""
            return Self.buckets(row.counts).map {
                MetricSample(Double($0.count), ["broker": broker, "topic": row.topic, "bucket": $0.name])
            }
        }
        return [
            MetricFamily(
                "belfry_topic_messages_settled",
                .counter,
                help: "Messages by topic and by what became of them.",
                samples: samples
            ),
            MetricFamily(
                "belfry_topic_messages_shed",
                .counter,
                help: "Messages dropped because a limit was reached, by topic and reason, where there are any.",
                samples: topics.filter { $0.counts.shed > 0 }.flatMap { row in
                    let broker = picture.ingest.brokerName(row.source) ?? ""
                    return Self.shed(row.counts).map {
                        MetricSample($0.count, ["broker": broker, "topic": row.topic, "reason": $0.reason])
                    }
                }
            ),
        ]
    }

    private static func shed(_ counts: LedgerCounts) -> [(reason: String, count: Double)] {
        counts.shedReasons.byName.sorted { $0.key < $1.key }.map { ($0.key, Double($0.value)) }
    }

    private static func buckets(_ counts: LedgerCounts) -> [(name: String, count: Int)] {
        [
            ("stored", counts.stored), ("duplicate", counts.duplicate), ("quarantined", counts.quarantined),
            ("ignored", counts.ignored), ("shed", counts.shed),
        ]
    }

    private var ingest: [MetricFamily] {
        [
            MetricFamily(
                "belfry_broker_connected",
                .gauge,
                help: "1 while the broker is connected.",
                samples: picture.ingest.sessions.map { MetricSample($0.isConnected ? 1 : 0, ["broker": $0.name]) }
            ),
            MetricFamily(
                "belfry_sessions_lost",
                .counter,
                help: "Reconnects at which the broker had forgotten the session and what it kept for us.",
                samples: picture.ingest.sessions.map { MetricSample(Double($0.sessionsLost), ["broker": $0.name]) }
            ),
            MetricFamily(
                "belfry_publisher_connected",
                .gauge,
                help: "1 while Belfry can publish to the broker; absent where it may not.",
                samples: zip(picture.ingest.sessions, picture.ingest.voices).compactMap { session, voice in
                    voice.isConnected.map { MetricSample($0 ? 1 : 0, ["broker": session.name]) }
                }
            ),
            MetricFamily(
                "belfry_rebirth_requests",
                .counter,
                help: "Sparkplug nodes asked for birth certificates; dropped are those that found no connection.",
                samples: zip(picture.ingest.sessions, picture.ingest.voices).flatMap { session, voice in
                    [
                        MetricSample(Double(voice.rebirthsAsked), ["broker": session.name, "result": "asked"]),
                        MetricSample(Double(voice.rebirthsDropped), ["broker": session.name, "result": "dropped"]),
                    ]
                }
            ),
            MetricFamily(
                "belfry_clock_difference_seconds",
                .gauge,
                help: "How far the wall clock is ahead of the arrival clock.",
                value: Double(picture.ingest.clockDifferenceNanoseconds) / 1e9
            ),
            MetricFamily(
                "belfry_clock_jumps",
                .counter,
                help: "Times that the arrival clock was moved forward at once, by what the machine had gone through.",
                samples: [
                    MetricSample(Double(picture.ingest.clock.steps), ["cause": "step"]),
                    MetricSample(Double(picture.ingest.clock.suspends), ["cause": "suspend"]),
                ]
            ),
        ]
    }

    private var engine: [MetricFamily] {
        let engine = picture.engine
        var families = [
            MetricFamily("belfry_series", .gauge, help: "Series evaluated.", value: Double(engine.series)),
            MetricFamily(
                "belfry_series_state_bytes",
                .gauge,
                help: "Memory of the windows and detectors of all series.",
                value: Double(engine.stateBytes)
            ),
            MetricFamily(
                "belfry_readings_evaluated",
                .counter,
                help: "Readings that passed through the detectors.",
                value: Double(engine.readingsEvaluated)
            ),
            MetricFamily(
                "belfry_readings_late",
                .counter,
                help: "Readings older than the allowed lateness.",
                value: Double(engine.readingsLate)
            ),
            MetricFamily(
                "belfry_readings_mistimed",
                .counter,
                help: "Readings whose own time cannot be; the arrival stands in for it.",
                value: Double(engine.readingsMistimed)
            ),
            MetricFamily(
                "belfry_sensor_clocks_set_back",
                .counter,
                help: "Times that a sensor's clock was found to have been set back.",
                value: Double(engine.clocksSetBack)
            ),
            MetricFamily(
                "belfry_windows_closed",
                .counter,
                help: "Windows with readings that have ended.",
                value: Double(engine.windowsClosed)
            ),
            MetricFamily(
                "belfry_windows_incomplete",
                .counter,
                help: "Of them, those with too few of the readings expected.",
                value: Double(engine.windowsIncomplete)
            ),
            MetricFamily(
                "belfry_windows_revised",
                .counter,
                help: "Times that an ended window took a late reading.",
                value: Double(engine.windowsRevised)
            ),
            MetricFamily(
                "belfry_windows_empty",
                .counter,
                help: "Windows without a reading of sensors that are alive.",
                value: Double(engine.windowsEmpty)
            ),
            MetricFamily("belfry_findings", .counter, help: "Findings told.", value: Double(engine.findings)),
            MetricFamily(
                "belfry_ring_fill_ratio",
                .gauge,
                help: "How full the fullest ring is, 0 to 1.",
                value: engine.ringFill
            ),
        ]
        if let latency = engine.latency {
            families.append(
                MetricFamily(
                    "belfry_alarm_latency_seconds",
                    .gauge,
                    help: "Sensor arrival to finding, over the daemon's life.",
                    samples: [
                        MetricSample(Double(latency.p50Nanoseconds) / 1e9, ["quantile": "0.5"]),
                        MetricSample(Double(latency.p99Nanoseconds) / 1e9, ["quantile": "0.99"]),
                        MetricSample(Double(latency.maximumNanoseconds) / 1e9, ["quantile": "1"]),
                    ]
                )
            )
        }
        return families
    }

    private var store: [MetricFamily] {
        [
            MetricFamily(
                "belfry_store_ok",
                .gauge,
                help: "1 while the disk takes what it is given.",
                value: picture.writer.state == .ok ? 1 : 0
            ),
            MetricFamily("belfry_store_bytes", .gauge, help: "Size on disk.", value: Double(picture.store.bytesOnDisk)),
            MetricFamily(
                "belfry_store_readings",
                .gauge,
                help: "Readings that can be read back.",
                value: Double(picture.store.readings)
            ),
            MetricFamily(
                "belfry_store_written_bytes",
                .counter,
                help: "Bytes written to the device.",
                value: Double(picture.store.bytesWritten)
            ),
            MetricFamily(
                "belfry_image_timestamp_seconds",
                .gauge,
                help:
                    "Up to when the engine's state has been written down; absent before the first time since the start.",
                samples: picture.writer.lastImage.map { [MetricSample(Double($0.nanoseconds) / 1e9, [:])] } ?? []
            ),
            MetricFamily(
                "belfry_images_dropped",
                .counter,
                help:
                    "Times that the engine's state was not written down: the disk failed, or gave up what it would rest on, "
                    + "after which it is not until a restart.",
                value: Double(picture.writer.droppedImages)
            ),
        ]
    }

    private var sensors: [MetricFamily] {
        let counts = picture.sensors.counts
        let states = [
            ("live", counts.live), ("late", counts.late), ("silent", counts.silent), ("faulty", counts.faulty),
            ("never_seen", counts.neverSeen),
        ]
        return [
            MetricFamily(
                "belfry_sensors",
                .gauge,
                help: "Sensors by state.",
                samples: states.map { MetricSample(Double($0.1), ["state": $0.0]) }
            )
        ]
    }

    private var incidents: [MetricFamily] {
        [
            MetricFamily(
                "belfry_incidents_open",
                .gauge,
                help: "Open incidents by severity.",
                samples: Severity.allCases.map { severity in
                    let count = picture.incidents.count { $0.severity == severity }
                    return MetricSample(Double(count), ["severity": severity.name])
                }
            ),
            MetricFamily(
                "belfry_incidents_unacknowledged",
                .gauge,
                help: "Open incidents that nobody has acknowledged.",
                value: Double(picture.incidents.count { $0.acknowledgement == nil })
            ),
        ]
    }
}
