// One status document out of what each part publishes. Nothing here keeps state or asks a part to wait.

import BelfryAPI
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryStore

/// What the parts of the daemon published at one instant, and the status document made of it.
///
/// Pure.
struct StatusAssembler {
    var gateway: String
    var version: String
    var startedAt: Timestamp
    var now: Timestamp
    var monotonicNanoseconds: Int64
    var ingest: IngestBoard.Snapshot
    /// The ledger by topic, where it was asked for.
    var topics: [Ledger.TopicRow]?
    var engine: EngineSnapshot
    var writer: StoreWriterStatus
    var store: StoreStatistics
    var sensors: SensorTable
    var incidents: [Incident]
    var stuckLoops: [WatchedLoop]

    /// The document of `GET /status`.
    var document: StatusDocument {
        let reasons = reasons
        return StatusDocument(
            status: status(reasons),
            reasons: reasons,
            version: version,
            gateway: gateway,
            now: now.rfc3339,
            startedAt: began.rfc3339,
            uptimeSeconds: Int(now.nanosecondsSince(began) / Nanoseconds.perSecond),
            ingest: ingestStatus,
            engine: engineStatus,
            store: storeStatus,
            sensors: sensors.counts,
            incidents: incidentCounts,
            domains: domains
        )
    }

    /// The start on the clock as it has been set since.
    private var began: Timestamp { startedAt.advanced(byNanoseconds: ingest.clock.steppedNanoseconds) }

    /// One sentence for everything an operator should know; empty when all is well.
    var reasons: [String] {
        var reasons = ingest.sessions.flatMap(\.reasons) + ingest.voices.flatMap(\.reasons)
        reasons += ingest.sessions.compactMap {
            SessionLoss($0, now: now, monotonicNanoseconds: monotonicNanoseconds)?.reason
        }
        if writer.state != .ok { reasons.append("store \(writer.state.rawValue): \(writer.reason)") }
        if ingest.isBypassing { reasons.append("detectors run on a bypass until the store is well again") }
        if ingest.hasReachedSeriesLimit {
            reasons.append("the series limit is reached; readings of new series are shed")
        }
        reasons += ingest.overload.reasons
        if abs(ingest.clockDifferenceNanoseconds) > SteadyClock.reportedDifferenceNanoseconds {
            let seconds = ingest.clockDifferenceNanoseconds / Nanoseconds.perSecond
            reasons.append(
                seconds > 0
                    ? "the wall clock is \(seconds) s ahead of the arrival clock, which is set once that has lasted"
                    : "the wall clock is \(-seconds) s behind the arrival clock, which waits for it and never goes back"
            )
        }
        reasons += stuckLoops.map { "the \($0.name) loop stands still" }
        if unheardCritical > 0 {
            let incidents = unheardCritical == 1 ? "1 critical incident" : "\(unheardCritical) critical incidents"
            reasons.append("\(incidents) in the city that nobody has acknowledged")
        }
        return reasons
    }

    /// Critical incidents that nobody has acknowledged.
    private var unheardCritical: Int {
        incidents.count { $0.severity == .critical && $0.state == .activeUnacknowledged }
    }

    private func status(_ reasons: [String]) -> String {
        if unheardCritical > 0 { return "critical" }
        return reasons.isEmpty ? "ok" : "degraded"
    }

    private var ingestStatus: IngestStatus {
        IngestStatus(
            connected: !ingest.sessions.isEmpty && ingest.sessions.allSatisfy { $0.reasons.isEmpty },
            brokers: zip(ingest.sessions, ingest.sessionsSince).map { session, since in
                BrokerStatus(
                    name: session.name,
                    connected: session.isConnected,
                    since: since.rfc3339,
                    reason: session.reasons.first,
                    protocol: session.version.map { "MQTT \($0.rawValue)" }
                )
            },
            messagesPerSecond: ingest.messagesPerSecond,
            readingsPerSecond: ingest.readingsPerSecond,
            lastMessageAgeSeconds: ingest.lastMessageAt.map { seconds(now.nanosecondsSince($0)) },
            ledger: LedgerStatus(ingest.ledger),
            subscriptions: ingest.subscriptions.map {
                LedgerRowStatus(topic: $0.name, ledger: LedgerStatus($0.counts))
            },
            topics: topics?.map { row in
                LedgerRowStatus(
                    broker: ingest.brokerName(row.source),
                    topic: row.topic,
                    ledger: LedgerStatus(row.counts),
                    lastOutcome: row.lastOutcome.name,
                    lastReason: row.lastReason.text
                )
            }
        )
    }

    private var engineStatus: EngineStatus {
        EngineStatus(
            series: engine.series,
            shards: engine.shards,
            stateBytes: engine.stateBytes,
            windowsClosed: UInt64(clamping: engine.windowsClosed),
            ringFill: engine.ringFill,
            unwatched: engine.unwatched,
            latencySeconds: LatencyStatus(
                p50: engine.latency.map { seconds($0.p50Nanoseconds) },
                p99: engine.latency.map { seconds($0.p99Nanoseconds) },
                max: engine.latency.map { seconds($0.maximumNanoseconds) }
            )
        )
    }

    private var storeStatus: StoreStatus {
        StoreStatus(
            state: writer.state.rawValue,
            bytes: store.bytesOnDisk,
            readings: store.readings,
            lastCommitAgeSeconds: store.lastCommit.map { seconds(now.nanosecondsSince($0)) },
            bytesWrittenPerReading: store.bytesWrittenPerReading
        )
    }

    private var incidentCounts: IncidentCounts {
        var bySeverity: [String: Int] = [:]
        for severity in Severity.allCases {
            bySeverity[severity.name] = incidents.count { $0.severity == severity }
        }
        return IncidentCounts(
            open: incidents.count,
            unacknowledged: incidents.count { $0.acknowledgement == nil },
            bySeverity: bySeverity
        )
    }

    private var domains: [String: DomainStatus] {
        var domains: [String: DomainStatus] = [:]
        for domain in [Domain.traffic, .air, .safety] {
            let members = sensors.sensors.filter { $0.domain == domain.name }
            domains[domain.name] = DomainStatus(
                series: members.reduce(0) { $0 + $1.series.count },
                sensors: members.count,
                openIncidents: incidents.count { $0.domain == domain }
            )
        }
        return domains
    }

    private func seconds(_ nanoseconds: Int64) -> Double {
        Double(nanoseconds) / Double(Nanoseconds.perSecond)
    }
}
