// The house put together. Rooms are made from the bottom up, woken from the store outwards, and put to sleep in the
// order in which a reading walks, so that nothing is handed to a room that has already closed. The addresses are taken
// before the session with a broker is: a second daemon that cannot have them must not take that from the first.
//
//   start   store ─► HTTP ─► warm-up ─► engine ─► writer ─► ingest ─► "ready"
//   stop    ingest drains and acknowledges ─► engine ─► writer ─► store ─► HTTP

import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfryServer
import BelfryStore
import Logging
import Synchronization

/// One running daemon.
public final class Daemon: Sendable {
    let configuration: Configuration
    let configurationPath: String
    let environment: [String: String]
    let recordPath: String?
    let logger: Logger
    let notifier: ServiceNotifier
    let startedAt: Timestamp

    let store: Store
    let writer: StoreWriter
    let catalog: SeriesCatalog
    let engine: Engine
    let gate: WarmUpGate
    let desk: IncidentDesk
    let hub: EventHub
    let board: IngestBoard
    let watchdog: Watchdog
    let wake: WakeDescriptor
    let requests: IngestRequests
    let tickWish: TickWish
    let isReady = Atomic<Bool>(false)
    /// The configuration in force as far as a reload can put it in force; `configuration` is that of the start.
    let current: Mutex<Configuration>
    let fleet: Mutex<[FleetMember]>
    /// That of ``current``, for those who must not wait for a reload.
    let configurationHash: Mutex<String>
    /// What was restored; taken by the start.
    let groundwork: Mutex<Groundwork?>
    /// The daemon's own findings that were raised before the restart.
    let ownFindings: [Finding]

    /// Opens what the daemon rests on; nothing runs before ``run()``.
    ///
    /// - Throws: ``StartFault`` that says what failed, why, and what to do.
    public init(
        configuration: Configuration,
        configurationPath: String,
        environment: [String: String],
        recordPath: String? = nil
    ) throws(StartFault) {
        let groundwork = try Groundwork(configuration)
        do {
            wake = try WakeDescriptor()
        } catch {
            throw StartFault(.inputOutput, error.description)
        }
        requests = IngestRequests(wake: wake)
        tickWish = TickWish(wake: wake)
        self.configuration = configuration
        self.configurationPath = configurationPath
        self.environment = environment
        self.recordPath = recordPath
        logger = Logger(label: "belfry") { _ in JournalLogHandler(environment: environment) }
        notifier = ServiceNotifier(environment: environment)
        startedAt = groundwork.startedAt
        store = groundwork.store
        catalog = groundwork.catalog
        current = Mutex(configuration)
        fleet = Mutex(configuration.fleet)
        configurationHash = Mutex(configuration.hash)
        self.groundwork = Mutex(groundwork)
        ownFindings = groundwork.raisedFindings.filter { $0.series.id == SelfWatch.seriesNumber }

        let writer = StoreWriter(store: groundwork.store)
        let hub = EventHub(startingAt: groundwork.startedAt)
        let board = IngestBoard(
            ledger: Ledger(subscriptions: configuration.subscriptions.map(\.template.text))
        )
        let watchdog = Watchdog(
            patienceNanoseconds: 10 * Nanoseconds.perSecond,
            monotonicNanoseconds: SystemClock.monotonicNanoseconds()
        )
        let gate = WarmUpGate(known: groundwork.knownFindings)
        let outlet = IncidentOutlet(writer: writer, hub: hub)
        let machine = IncidentMachine(
            restoring: groundwork.openIncidents,
            knownFindings: groundwork.knownFindings,
            corridors: configuration.corridors
        )
        let desk = IncidentDesk(restoring: machine) { outlet.tell($0) }
        self.writer = writer
        self.hub = hub
        self.board = board
        self.watchdog = watchdog
        self.gate = gate
        self.desk = desk
        engine = Engine(
            configuration: configuration.engineConfiguration(
                clock: { board.arrivalClockNow },
                wantsTick: { [tickWish] in tickWish.wish() }
            ),
            rules: groundwork.rules,
            restoring: groundwork.activeFindings(before: groundwork.warmUpStart(configuration)),
            describe: { [catalog] in catalog.descriptor(for: $0) },
            sink: { batch in
                watchdog.progressed(.correlation, monotonicNanoseconds: SystemClock.monotonicNanoseconds())
                let findings = gate.pass(batch.findings)
                for finding in findings { hub.publish(finding) }
                desk.receive(findings, through: batch.through)
                // Behind the incidents that its findings have become.
                if let image = batch.image {
                    writer.submit(StoredImage(instant: image.instant, parts: [image.groups] + image.parts))
                }
            }
        )
    }

    /// The arrival clock as the ingest thread last told it, moved on by the time since.
    func now() -> Timestamp {
        board.arrivalClockNow ?? max(startedAt, SystemClock.wall())
    }
}
