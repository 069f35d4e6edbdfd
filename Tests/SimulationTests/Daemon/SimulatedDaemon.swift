// One life of the daemon, in one thread: the real rooms, put together in the order of `Daemon` and `IngestLoop`.
//
//   start   contents of the disk ─► warm-up ─► resume ─► rounds
//   round   clock set? jump ─► committed? settle, acknowledge ─► connect ─► read, evaluate ─► commit due? ─► tick due?
//   stop    commit what is open ─► last tick ─► the disk takes what waits
//
// Not here: threads, sockets, the bypass (while a commit takes too long, silence is excused instead) and overload.

import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfrySimulator

/// A daemon in virtual time.
final class SimulatedDaemon {
    /// What a configuration would say.
    struct Settings: CustomStringConvertible {
        var shards: Int
        var tickNanoseconds: Int64
        var lingerNanoseconds: Int64
        /// The engine is written down with the first batch after so long.
        var imageNanoseconds: Int64
        var fleet: [FleetMember]

        var description: String {
            "\(shards) shards, ticks of \(tickNanoseconds) ns, linger \(lingerNanoseconds) ns, images every \(imageNanoseconds) ns"
        }
    }

    /// How it stands.
    enum Phase {
        case running
        /// Commits what is open, until the patience is over on the monotonic clock.
        case draining(until: Int64)
        /// The disk takes what waits.
        case closing(until: Int64)
        case ended
    }

    /// A batch on its way to the disk.
    struct CommitInFlight {
        var startedAt: Int64
        /// The connection that its messages came by.
        var connection: Int
    }

    /// As `IngestLoop.Pace` has them.
    enum Pace {
        static let lateCommitNanoseconds = 250 * Nanoseconds.perMillisecond
        static let messagesPerLook = 16
        static let messagesPerBatch = 4_000
        static let drainNanoseconds = 5 * Nanoseconds.perSecond
        static let excuseNanoseconds = 15 * Nanoseconds.perMinute
        /// A batch ends when nothing more comes.
        static let pauseNanoseconds = 20 * Nanoseconds.perMillisecond
    }

    static let latenessNanoseconds = 30 * Nanoseconds.perSecond

    let settings: Settings
    let broker: SimulatedBroker
    let disk: SimulatedDisk
    let engine: Engine
    let tray: FindingTray
    let catalog: SeriesCatalog
    var ingest: Ingest
    var ledger: Ledger
    var flow: IncidentFlow
    var record: InputRecord
    /// What the machine's clocks say.
    var machineClock: SimulatedClock
    var clock: SteadyClock

    var batch = IngestBatch()
    var commit: CommitInFlight?
    /// When the open batch began, and when its last message came, on the monotonic clock.
    var batchTimes: (first: Int64, last: Int64) = (0, 0)
    var recentDeliveries: [[Delivery]]
    /// When the engine was last written down, on the monotonic clock.
    var imageTakenAt: Int64
    /// A jump is not in the journal, so the next batch is to have an image.
    var isImageDemanded = false
    /// How often the arrival clock was set.
    var jumps = 0
    var connectionsSeen = 0
    var nextTick = Timestamp.distantPast
    var awaySince: Timestamp?
    var messagesUntilLook = 0
    private(set) var phase = Phase.running
    /// What goes on from an image.
    let restored: RestoredSeries
    /// Whether it began with an empty journal.
    let isFirstLife: Bool
    /// Told each look at the ledger.
    var onLook: (Ledger) -> Void = { _ in }

    /// Starts, as `Groundwork`, `Daemon` and `startCore` do.
    init(
        _ settings: Settings,
        rules: RuleSet,
        broker: SimulatedBroker,
        disk: SimulatedDisk,
        machineClock: SimulatedClock
    ) throws {
        self.settings = settings
        self.broker = broker
        self.disk = disk
        self.machineClock = machineClock
        let contents = disk.contents
        let newest = contents.readings.last?.arrivalTime
        imageTakenAt = machineClock.monotonicNanoseconds
        let newestKept = max(newest ?? .distantPast, contents.image?.instant ?? .distantPast)
        let startedAt =
            newestKept == .distantPast
            ? machineClock.wall : max(machineClock.wall, newestKept.advanced(byNanoseconds: 1))
        clock = SteadyClock(
            wall: startedAt,
            monotonicNanoseconds: machineClock.monotonicNanoseconds,
            suspendedNanoseconds: machineClock.suspendedNanoseconds
        )
        catalog = SeriesCatalog(limit: 1_000, fleet: settings.fleet)
        catalog.restore(contents.series)
        let known = contents.findingIdentifiers(
            since: JournalTail.findingsSince(start: startedAt, newest: newest, image: contents.image?.instant)
        )
        flow = IncidentFlow(restoring: contents.openIncidents, known: known)
        let tailStart = newest.map {
            JournalTail.start(
                before: $0,
                longestWindow: rules.rules.compactMap { $0.window?.lengthNanoseconds }.max() ?? 0,
                lateness: Self.latenessNanoseconds
            )
        }
        let restoring = contents.activeFindings(before: tailStart)
        let image = contents.image.flatMap { image in
            newest.flatMap { JournalTail.reaches(image.instant, from: $0) ? image : nil }
        }
        recentDeliveries = contents.deliveries
        isFirstLife = newest == nil
        tray = FindingTray()
        engine = Self.engine(
            shards: settings.shards,
            rules: rules,
            restoring: restoring,
            catalog: catalog,
            tray: tray
        )
        restored = image.map(engine.restore) ?? RestoredSeries()
        if let newest { flow.close(before: newest, exact: restored.exact) }
        record = InputRecord(rules: rules, catalog: catalog, restoring: restoring, flow: flow, image: image)
        let configuration = try Self.ingestConfiguration()
        ingest = Ingest(configuration: configuration, catalog: catalog)
        ledger = Ledger(subscriptions: configuration.subscriptions.map(\.template.text))
        if let newest, let tailStart {
            warmUp(from: restored.isWhole ? restored.instant : tailStart, to: newest, restored)
        }
        // What could not be heard while Belfry was away is no sensor's silence.
        resume(now(), since: .distantPast)
    }

    static func engine(
        shards: Int,
        ringCapacity: Int = 1 << 8,
        rules: RuleSet,
        restoring: [ActiveFinding],
        catalog: SeriesCatalog,
        tray: FindingTray
    ) -> Engine {
        Engine(
            configuration: EngineConfiguration(
                shards: shards,
                ringCapacity: ringCapacity,
                allowedLatenessNanoseconds: latenessNanoseconds,
                seriesLimit: 1_000
            ),
            rules: rules,
            restoring: restoring,
            describe: { catalog.descriptor(for: $0) },
            sink: { tray.put($0) }
        )
    }

    static func ingestConfiguration() throws -> IngestConfiguration {
        var configuration = IngestConfiguration(subscriptions: try TownSensor.subscriptions())
        configuration.allowedLatenessNanoseconds = latenessNanoseconds
        configuration.topicBucketCount = 256
        return configuration
    }

    /// The arrival clock.
    func now() -> Timestamp {
        clock.now(wall: machineClock.wall, monotonicNanoseconds: machineClock.monotonicNanoseconds)
    }

    func enter(_ phase: Phase) {
        self.phase = phase
    }

    var hasEnded: Bool {
        if case .ended = phase { true } else { false }
    }
}
