// The thread at the head of the house. It owns everything up to the fork into engine and store, so that every ring has
// one producer and every message one place where its fate is decided.
//
// ```
//            ┌────────────────────────── one round ──────────────────────────┐
//  brokers ─►│ poll ─► read a bounded batch ─► Ingest ─┬─► Engine.submit      │
//            │                                         └─► open batch         │
//            │ commit due? ─► StoreWriter.submit ─► (no reading meanwhile)    │
//            │ committed?  ─► ledger settles ─► PUBACKs leave                 │
//            │ tick due?   ─► Engine.tick                                     │
//            └───────────────────────────────────────────────────────────────┘
// ```
//
// While a commit takes longer than `bypassAfterNanoseconds`, un-acknowledged QoS 1 would starve the detectors too: a
// second, clean QoS 0 session per broker then feeds the engine alone until the store is well again.

import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryMQTT
import BelfrySimulator
import BelfryStore
import Glibc

/// Polls the brokers, decodes, forks to engine and store, and acknowledges what is durable. Confined to its thread.
final class IngestLoop {
    /// How the loop paces itself.
    enum Pace {
        /// A tick this often moves windows, deadlines and the correlation stage on.
        static let tickNanoseconds = 100 * Nanoseconds.perMillisecond
        /// A commit that takes longer opens the bypass.
        static let bypassAfterNanoseconds = 250 * Nanoseconds.perMillisecond
        /// Packets read from one session in one round, so that no broker starves the others.
        static let packetsPerRound = 1_024
        /// Messages in one batch; the pause for its commit stays short.
        static let messagesPerBatch = 8_192
    }

    let links: [BrokerLink]
    let engine: Engine
    let writer: StoreWriter
    let board: IngestBoard
    let watchdog: Watchdog
    let wake: WakeDescriptor
    let recorder: InputRecorder?

    var ingest: Ingest
    var clock: SteadyClock
    var ledger: Ledger
    var batch = IngestBatch()
    var policy: GroupCommitPolicy
    var commit: CommitInFlight?
    var nextTick: Timestamp = .distantPast

    init(
        links: [BrokerLink],
        ingest: Ingest,
        engine: Engine,
        writer: StoreWriter,
        clock: SteadyClock,
        board: IngestBoard,
        watchdog: Watchdog,
        wake: WakeDescriptor,
        recorder: InputRecorder?
    ) {
        self.links = links
        self.ingest = ingest
        self.engine = engine
        self.writer = writer
        self.clock = clock
        self.board = board
        self.watchdog = watchdog
        self.wake = wake
        self.recorder = recorder
        self.ledger = Ledger(sources: links.count)
        self.policy = GroupCommitPolicy()
    }

    /// Runs until the board asks to stop; then commits what is open, acknowledges it and says goodbye to the brokers.
    func run() {
        while !board.isStopRequested { round() }
        drain()
    }

    private func round() {
        waitForInput()
        let monotonic = SystemClock.monotonicNanoseconds()
        watchdog.progressed(.ingest, monotonicNanoseconds: monotonic)
        finishCommitIfDone()
        serviceSessions(monotonicNanoseconds: monotonic)
        if commit == nil { readSessions() } else { readBypasses(monotonicNanoseconds: monotonic) }
        startCommitIfDue()
        let now = clock.now(wall: SystemClock.wall(), monotonicNanoseconds: monotonic)
        if now >= nextTick {
            engine.tick(now)
            nextTick = now.advanced(byNanoseconds: Pace.tickNanoseconds)
            publish(now: now)
        }
    }
}
