// The house put together. Rooms are made from the bottom up, woken from the store outwards, and put to sleep in the
// order in which a reading walks, so that nothing is handed to a room that has already closed.
//
//   start   store ─► warm-up ─► engine ─► writer ─► ingest ─► HTTP ─► READY=1
//   stop    ingest drains and acknowledges ─► engine ─► writer ─► store ─► HTTP

import BelfryAPI
import BelfryEngine
import BelfryIncidents
import BelfryIngest
public import BelfryModel
import BelfryMQTT
import BelfryServer
import BelfryStore
public import Logging
import ServiceLifecycle
import Synchronization
import UnixSignals

/// One running daemon.
public final class Daemon: Sendable {
    let configuration: Configuration
    let configurationPath: String
    let environment: [String: String]
    let logger: Logger
    let startedAt: Timestamp

    let store: Store
    let writer: StoreWriter
    let catalog: SeriesCatalog
    let engine: Engine
    let desk: IncidentDesk
    let hub: EventHub
    let board: IngestBoard
    let watchdog: Watchdog
    let wake: WakeDescriptor
    let fleet: Mutex<[FleetMember]>
    let isReady = Atomic<Bool>(false)
    let recordPath: String?

    /// Opens what the daemon rests on; nothing runs before ``run()``.
    ///
    /// - Throws: ``StartFault`` that says what failed, why, and what to do.
    public init(
        configuration: Configuration,
        configurationPath: String,
        environment: [String: String],
        recordPath: String? = nil,
        logger: Logger = Logger(label: "belfry")
    ) throws(StartFault) {
        self.configuration = configuration
        self.configurationPath = configurationPath
        self.environment = environment
        self.recordPath = recordPath
        self.logger = logger
        let foundation = try Foundation(configuration)
        self.store = foundation.store
        self.catalog = foundation.catalog
        self.startedAt = foundation.startedAt
        self.wake = foundation.wake
        self.writer = StoreWriter(store: foundation.store)
        self.hub = EventHub(startingAt: foundation.startedAt)
        self.fleet = Mutex(configuration.fleet)
        self.watchdog = Watchdog(
            patienceNanoseconds: 10 * Nanoseconds.perSecond,
            monotonicNanoseconds: SystemClock.monotonicNanoseconds()
        )
        self.board = IngestBoard(ledger: foundation.ledger)
        let outlet = IncidentOutlet(writer: writer, hub: hub)
        self.desk = IncidentDesk(restoring: foundation.incidents) { outlet.tell($0) }
        let gate = foundation.gate
        self.engine = Engine(
            configuration: foundation.engineConfiguration(board: board),
            rules: foundation.rules,
            restoring: foundation.activeFindings,
            describe: { [catalog] in catalog.descriptor(for: $0) },
            sink: { [desk, watchdog, hub] batch in
                watchdog.progressed(.correlation, monotonicNanoseconds: SystemClock.monotonicNanoseconds())
                let findings = gate.pass(batch.findings)
                for finding in findings { hub.publish(finding) }
                desk.receive(findings)
            }
        )
    }
}
