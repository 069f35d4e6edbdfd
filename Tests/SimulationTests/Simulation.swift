// The whole core in virtual time, from one seed and in one thread:
//
//   Town ─► postings ─► SimulatedBroker ─► SimulatedDaemon ─► SimulatedDisk
//   FaultPlan ─────────────┴──────────────────┴─────────────────┘
//                                   Witness: what went in, what came out, what is true
//
// The idea is TigerBeetle's vopr: a week of faults in a minute, and each one again from its seed.

import BelfryIncidents
import BelfryModel
import BelfrySimulator

/// One run.
final class Simulation {
    /// Time never stands still, however much there is to do.
    private static let roundNanoseconds: Int64 = 20_000
    private static let autosaveNanoseconds = 5 * Nanoseconds.perSecond
    /// After so long without a word a broker ends a connection: one and a half times the keep-alive.
    private static let keepAliveNanoseconds = 45 * Nanoseconds.perSecond

    let seed: UInt64
    let town: Town
    let plan: FaultPlan
    let witness: Witness
    let settings: SimulatedDaemon.Settings
    let broker: SimulatedBroker
    let disk: SimulatedDisk
    /// One a life.
    private(set) var records: [InputRecord] = []
    private(set) var told: [Finding] = []
    private(set) var openAtEnd: [Incident] = []
    /// How often the arrival clock was set.
    private(set) var jumps = 0
    /// The most that was held at once, by what it is.
    private(set) var peaks = HeldCounts()

    private var clock: SimulatedClock
    private var daemon: SimulatedDaemon?
    /// When a daemon that is not there is started.
    private var startDue: Timestamp? = Town.start
    private var mustReboot = false
    private var beganWithWrongClock = false
    private var wallErrorAtBoot: Int64 = 0
    private var wallMendedAt: Timestamp?
    private var hasMoreRules = false
    private var nextPosting = 0
    private var nextFault = 0
    private var underWay: FaultPlan.Entry?
    private var autosaveDue = Town.start
    private let usualLatency: Int64

    init(seed: UInt64, seconds: Int64) {
        var random = SplitMix64(seed: seed)
        self.seed = seed
        town = Town(seconds: seconds, random: &random)
        plan = FaultPlan(seconds: seconds, random: &random)
        witness = Witness(town)
        settings = SimulatedDaemon.Settings(
            shards: [1, 2, 4, 8][Int.random(in: 0..<4, using: &random)],
            tickNanoseconds: [500, 1_000, 1_000, 3_000][Int.random(in: 0..<4, using: &random)]
                * Nanoseconds.perMillisecond,
            lingerNanoseconds: Int64.random(in: 100...1_000, using: &random) * Nanoseconds.perMillisecond,
            imageNanoseconds: [20, 60, 300, 3_600][Int.random(in: 0..<4, using: &random)] * Nanoseconds.perSecond,
            fleet: town.fleet
        )
        usualLatency = Int64.random(in: 1...20, using: &random) * Nanoseconds.perMillisecond
        broker = SimulatedBroker(window: [20, 100, 1_000][Int.random(in: 0..<3, using: &random)])
        disk = SimulatedDisk(latencyNanoseconds: usualLatency)
        clock = SimulatedClock(truth: Town.start)
        // One machine in eight has no battery, and hears of the time when it has long begun.
        if Int.random(in: 0..<8, using: &random) == 0 {
            clock.setWall(errorNanoseconds: -Town.start.nanoseconds)
            wallMendedAt = Town.start.advanced(byNanoseconds: 20 * Nanoseconds.perSecond)
            beganWithWrongClock = true
        }
        broker.onAcknowledge = { [witness] in witness.acknowledge($0) }
        disk.onStore = { [witness, unowned disk] reading in
            let series = disk.contents.series.first { $0.id == reading.series }
            witness.store(reading, identity: series?.identity)
        }
    }

    /// Runs to the end, and has the witness judge.
    func run() throws {
        while clock.truth < town.end { try advance() }
        daemon?.stop()
        while daemon != nil { try advance() }
        let excuses = Witness.Excuses(
            forgotten: broker.forgotten.union(broker.held).union(town.postings[nextPosting...].map(\.publication)),
            mayRepeat: broker.mayRepeat,
            beganWithWrongClock: beganWithWrongClock,
            tickNanoseconds: settings.tickNanoseconds
        )
        witness.judgeJournal(excuses)
        witness.judgeFindings(told, open: openAtEnd, excuses)
        if let problem = peaks.problem(in: town) { witness.note(problem) }
    }

    private func advance() throws {
        let next = min(
            broker.isUp && nextPosting < town.postings.count ? town.postings[nextPosting].at : .distantFuture,
            underWay?.end ?? (nextFault < plan.entries.count ? plan.entries[nextFault].at : .distantFuture),
            min(disk.nextDue, clock.isAsleep ? .distantFuture : daemon?.nextDue ?? .distantFuture),
            min(startDue ?? .distantFuture, autosaveDue)
        )
        clock.advance(to: max(next, clock.truth.advanced(byNanoseconds: Self.roundNanoseconds)))
        if clock.truth < town.end { post() }
        applyFaults()
        if clock.truth >= autosaveDue {
            if broker.isUp { broker.autosave() }
            autosaveDue = clock.truth.advanced(byNanoseconds: Self.autosaveNanoseconds)
        }
        disk.work(until: clock.truth)
        dropStaleConnection()
        try startIfDue()
        if let daemon, !clock.isAsleep {
            daemon.round(clock) { [town] in town.publications[$0] }
            peaks.note(daemon)
            if daemon.hasEnded { retire() }
        }
        witness.hear(!clock.isAsleep && daemon?.isHearing ?? false, at: clock.truth)
    }

    private func post() {
        guard broker.isUp else { return }
        while nextPosting < town.postings.count, town.postings[nextPosting].at <= clock.truth {
            let publication = town.postings[nextPosting].publication
            let sent = town.publications[publication]
            _ = broker.publish(publication, topic: sent.sensor, isRetained: sent.isRetained)
            nextPosting += 1
        }
    }

    /// A commit that takes too long keeps even the keep-alive waiting.
    private func dropStaleConnection() {
        if clock.isAsleep {
            // The keep-alive sleeps as well.
            if let since = clock.asleepSince, clock.truth.nanosecondsSince(since) > Self.keepAliveNanoseconds {
                broker.disconnect()
            }
            return
        }
        guard let daemon, let commit = daemon.commit, commit.connection == broker.connections else { return }
        let stalled = clock.monotonicNanoseconds - commit.startedAt
        if broker.isConnected, stalled > Self.keepAliveNanoseconds { broker.disconnect() }
    }

    // MARK: - Lives

    private func startIfDue() throws {
        guard let due = startDue, clock.truth >= due, daemon == nil, !clock.isAsleep else { return }
        startDue = nil
        if mustReboot {
            clock.reboot()
            clock.setWall(errorNanoseconds: wallErrorAtBoot)
            if wallErrorAtBoot != 0 { beganWithWrongClock = true }
            wallMendedAt = clock.truth.advanced(byNanoseconds: 40 * Nanoseconds.perSecond)
            mustReboot = false
        }
        let daemon = try SimulatedDaemon(
            settings,
            rules: TownRules.set(hasMore: hasMoreRules),
            broker: broker,
            disk: disk,
            machineClock: clock
        )
        daemon.onLook = { [witness] in witness.look($0) }
        self.daemon = daemon
    }

    /// Ends a life, however it ended.
    private func retire() {
        guard let daemon else { return }
        self.daemon = nil
        broker.disconnect()
        daemon.record.notePause()
        records.append(daemon.record)
        told += daemon.flow.told
        jumps += daemon.jumps
        openAtEnd = daemon.flow.machine.open
    }

    // MARK: - Faults

    private func applyFaults() {
        if let mended = wallMendedAt, clock.truth >= mended {
            clock.setWall(errorNanoseconds: 0)
            wallMendedAt = nil
        }
        if let entry = underWay, clock.truth >= entry.end {
            end(entry)
            underWay = nil
        }
        guard underWay == nil, nextFault < plan.entries.count, clock.truth >= plan.entries[nextFault].at else { return }
        let entry = plan.entries[nextFault]
        nextFault += 1
        underWay = entry
        begin(entry)
    }

    private func begin(_ entry: FaultPlan.Entry) {
        switch entry.fault {
        case .broker(let end): broker.end(end)
        case .connection: broker.disconnect()
        case .stop:
            daemon?.stop()
            startDue = entry.end
        case .kill(let survives): kill(commitSurvives: survives, until: entry.end)
        case .power(let survives, let error):
            kill(commitSurvives: survives, until: entry.end)
            mustReboot = true
            wallErrorAtBoot = error
        case .fullDisk: disk.isFull = true
        case .slowDisk(let latency): disk.latencyNanoseconds = latency
        case .wall(let error): clock.setWall(errorNanoseconds: error)
        case .sleep: clock.fallAsleep()
        case .reload:
            hasMoreRules.toggle()
            guard let rules = try? TownRules.set(hasMore: hasMoreRules) else { return }
            daemon?.reload(rules)
        }
    }

    private func end(_ entry: FaultPlan.Entry) {
        switch entry.fault {
        case .broker: broker.start()
        case .fullDisk: disk.isFull = false
        case .slowDisk: disk.latencyNanoseconds = usualLatency
        case .wall: clock.setWall(errorNanoseconds: 0)
        case .sleep: clock.wakeUp()
        case .connection, .stop, .kill, .power, .reload: break
        }
    }

    private func kill(commitSurvives: Bool, until: Timestamp) {
        retire()
        disk.cut(inHandSurvives: commitSurvives)
        startDue = until
    }
}
