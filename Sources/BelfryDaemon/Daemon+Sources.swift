// What the server shows and sets in motion, as closures over the daemon's parts.

import BelfryAPI
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore
import Logging
import Synchronization

extension Daemon {
    /// The server's view of this daemon.
    func serverSources() -> ServerSources {
        let incidents = IncidentReader(desk: desk, store: store)
        let series = SeriesReader(store: store, catalog: catalog)
        return ServerSources(
            status: { try self.picture(withTopics: $0).document },
            isReady: { self.isReady.load(ordering: .acquiring) },
            sensors: { self.sensorTable().sensors },
            metrics: { MetricsAssembler(try self.picture(withTopics: $0)).families },
            incidents: { filter in try Self.whileDiskAnswers { try incidents.incidents(filter) } },
            incident: { id in try Self.whileDiskAnswers { try incidents.incident(id) } },
            findings: { filter in try Self.whileDiskAnswers { try incidents.findings(filter) } },
            rules: { self.current.withLock { $0.ruleDocuments } },
            query: { query in try Self.whileDiskAnswers { try series.answer(query) } },
            quarantine: { limit, topic in
                try Self.whileDiskAnswers { try self.quarantine(limit: limit, topic: topic) }
            },
            quarantined: { number in try Self.whileDiskAnswers { try self.quarantined(number) } },
            replayQuarantine: { request, actor in
                try Self.whileDiskAnswers { try self.replayQuarantine(request, actor: actor) }
            },
            act: { try self.act($0, actor: $1) },
            reload: { try self.reload() },
            now: { self.now() }
        )
    }

    /// A disk at fault is a state and no error of the daemon's: whoever asks for what only the disk knows hears the reason
    /// and may ask again.
    private static func whileDiskAnswers<Answer>(_ answer: () throws -> Answer) throws -> Answer {
        do {
            return try answer()
        } catch let fault as StoreError {
            throw RequestFault.unavailable(fault.description)
        }
    }

    /// The document of `GET /status`.
    func status() -> StatusDocument { picture().document }

    /// Everything that the parts publish, with the ledger by topic where that is asked for.
    ///
    /// - Throws: `RequestFault` where the ingest thread does not tell it.
    private func picture(withTopics: Bool) throws(RequestFault) -> StatusAssembler {
        var picture = picture()
        guard withTopics else { return picture }
        // Totals and rows of one instant, so that they add up.
        let ledger = try requests.ask { $0.ledger }
        picture.ingest.ledger = ledger.total
        picture.ingest.subscriptions = ledger.subscriptions
        picture.topics = ledger.topics
        return picture
    }

    /// Everything that the parts publish, at about one instant.
    func picture() -> StatusAssembler {
        let monotonic = SystemClock.monotonicNanoseconds()
        return StatusAssembler(
            gateway: configuration.gateway.id,
            version: Release.version,
            startedAt: startedAt,
            now: now(),
            monotonicNanoseconds: monotonic,
            ingest: board.snapshot,
            engine: engine.snapshot(),
            writer: writer.status(),
            store: store.statistics(),
            sensors: sensorTable(),
            incidents: desk.open,
            stuckLoops: stuckLoops(monotonicNanoseconds: monotonic)
        )
    }

    /// The sensors as they are now.
    func sensorTable() -> SensorTable {
        SensorTable(
            series: engine.seriesSnapshots(),
            catalog: catalog.all(),
            fleet: fleet.withLock { $0 },
            now: now()
        )
    }

    private func act(_ action: IncidentAction, actor: String) throws -> Incident {
        do throws(IncidentFault) {
            let incident = try desk.act(action, actor: actor, now: now())
            logger.notice("\(action.verb.rawValue) \(action.incident) by \(action.signature(of: actor))")
            return incident
        } catch {
            switch error {
            case .unknown: throw RequestFault.notFound(error.description)
            case .alreadyClosed, .alreadyAcknowledged: throw RequestFault.conflict(error.description)
            case .reasonMissing, .commentEmpty, .textTooLong, .badActor:
                throw RequestFault.unprocessable(error.description)
            }
        }
    }
}
