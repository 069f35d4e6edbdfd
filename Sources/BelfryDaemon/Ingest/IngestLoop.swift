// The thread at the head of the house. It owns everything up to the fork into engine and store, so that every ring has
// one producer and every message one place where its fate is decided.
//
// ```
//            ┌────────────────────────── one round ──────────────────────────┐
//  brokers ─►│ poll ─► read a bounded batch ─► Ingest ─┬─► Engine.submit      │
//            │                                         └─► open batch         │
//            │ commit due? ─► StoreWriter.submit ─► (reading waits)           │
//            │ committed?  ─► ledger settles ─► PUBACKs leave                 │
//            │ tick due, or wished for? ─► Engine.tick                        │
//            └───────────────────────────────────────────────────────────────┘
// ```
//
// While a commit takes longer than `bypassAfterNanoseconds`, un-acknowledged QoS 1 would starve the detectors too: a
// second, clean QoS 0 session per broker then feeds the engine alone until the store is well again. What was published
// before that session had subscribed comes to the durable one only, so that is then read on as well, into the next batch;
// nothing is acknowledged before both batches are durable.

import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfrySimulator
import BelfryStore
import Glibc

/// Polls the brokers, decodes, forks to engine and store, and acknowledges what is durable.
///
/// Confined to its thread.
final class IngestLoop {
    /// How the loop paces itself.
    enum Pace {
        /// A commit that takes longer opens the bypass.
        static let bypassAfterNanoseconds = 250 * Nanoseconds.perMillisecond
        /// Packets read from one session in one round, so that no broker starves the others.
        static let packetsPerRound = 1_000
        /// Messages that are stamped by one look at the clocks, a nanosecond apart: some 50 µs of them when they come fast.
        static let messagesPerLook = 16
        /// Messages in one batch; the pause for its commit stays short.
        static let messagesPerBatch = 4_000
        /// The same with those that are shed for overload, which cost the disk nothing: so far the broker may go ahead of
        /// our acknowledgements, since shedding helps a slow disk only while the broker's window has room.
        static let messagesPerWindow = 16_000
        /// A commit that takes longer is no slow disk but one that stood still, and what it kept waiting a backlog.
        static let standstillNanoseconds = 5 * Nanoseconds.perSecond
        /// A broker hands out all its retained messages when it is first subscribed to: what came together in so long.
        static let retainedNanoseconds = 10 * Nanoseconds.perSecond
        /// How long a stop waits for the disk before it leaves the open batch with the brokers.
        static let drainNanoseconds = 5 * Nanoseconds.perSecond
        /// How long a stop waits for the brokers to hear of it; one that does not is told by the last will.
        static let farewellSeconds = 1.0
        /// While a broker is away, silence counts against nobody for so long.
        static let excuseNanoseconds = 15 * Nanoseconds.perMinute
    }

    let links: [BrokerLink]
    let engine: Engine
    let writer: StoreWriter
    let board: IngestBoard
    let watchdog: Watchdog
    let wake: WakeDescriptor
    let requests: IngestRequests
    private let tickWish: TickWish
    let recorder: InputRecorder?
    let tickNanoseconds: Int64

    var ingest: Ingest
    var clock: SteadyClock
    var ledger: Ledger
    var batch = IngestBatch()
    /// What the durable sessions bring while a commit takes too long; becomes the next batch.
    var nextBatch = IngestBatch()
    /// What the bypass brings, apart from the batch that is on its way to the disk.
    var bypassBatch = IngestBatch()
    var policy = GroupCommitPolicy()
    var governor = OverloadGovernor()
    /// What the governor is told of the round under way.
    var load = OverloadRound()
    var commit: CommitInFlight?
    var imagePace = ImagePace(now: SystemClock.monotonicNanoseconds())
    var nextTick: Timestamp = .distantPast
    /// The earliest one that is not due and wished for.
    private var nextWishedTick: Timestamp = .distantPast
    /// 0 when a round begins, since it may have waited long.
    private var messagesUntilLook = 0
    var counters = IngestCounters()

    init(
        _ daemon: Daemon,
        links: [BrokerLink],
        ingest: consuming Ingest,
        clock: SteadyClock,
        recorder: InputRecorder?
    ) {
        self.links = links
        self.ingest = ingest
        self.clock = clock
        self.recorder = recorder
        engine = daemon.engine
        writer = daemon.writer
        board = daemon.board
        watchdog = daemon.watchdog
        wake = daemon.wake
        requests = daemon.requests
        tickWish = daemon.tickWish
        ledger = Ledger(subscriptions: daemon.configuration.subscriptions.map(\.template.text))
        tickNanoseconds = daemon.configuration.engine.tickNanoseconds
    }

    /// Runs until the board asks to stop; then commits what is open, acknowledges it and says goodbye to the brokers.
    func run() {
        // What could not be heard while Belfry was away is no sensor's silence.
        engine.resume(now())
        requests.open()
        while !board.isStopRequested { round() }
        requests.close()
        drain()
    }

    /// The arrival clock.
    func now() -> Timestamp {
        clock.now(wall: SystemClock.wall(), monotonicNanoseconds: SystemClock.monotonicNanoseconds())
    }

    /// When a message arrived.
    func arrival() -> Timestamp {
        guard messagesUntilLook > 0 else {
            messagesUntilLook = Pace.messagesPerLook - 1
            return now()
        }
        messagesUntilLook -= 1
        return clock.next()
    }

    /// When the next tick is to be sent.
    var tickDeadline: Timestamp { tickWish.isOpen ? min(nextTick, nextWishedTick) : nextTick }

    private func round() {
        load = OverloadRound(waitedNanoseconds: waitForInput())
        messagesUntilLook = 0
        let monotonic = SystemClock.monotonicNanoseconds()
        watchdog.progressed(.ingest, monotonicNanoseconds: monotonic)
        followClock()
        finishCommitIfDone()
        serveRequests()
        serviceSessions(monotonicNanoseconds: monotonic)
        if commit != nil {
            readBesideCommit(monotonicNanoseconds: monotonic)
        } else if policy.gatheringDeadline <= monotonic {
            readSessions()
        }
        startCommitIfDue()
        judgeLoad()
        tickIfDue()
    }

    private func tickIfDue() {
        let now = now()
        let isDue = now >= nextTick
        guard isDue || tickWish.isOpen && now >= nextWishedTick else { return }
        tickWish.grant()
        // A silence that is excused until the tick before cannot fall due between two.
        if isDue { excuseSilence(now: now) }
        engine.tick(now)
        nextWishedTick = now.advanced(byNanoseconds: TickWish.spacingNanoseconds)
        guard isDue else { return }
        noteConnections()
        nextTick = now.advanced(byNanoseconds: tickNanoseconds)
        askForRebirths(now: now)
        publish(now: now)
    }
}
