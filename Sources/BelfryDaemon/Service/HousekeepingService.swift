// What is due now and then and blocks nobody: systemd's watchdog, the daemon's watch over itself, upkeep of the store.

import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryStore
import Logging
import ServiceLifecycle
import Synchronization

/// Looks after the daemon once a second.
struct HousekeepingService: Service {
    /// How often the store looks for what is too old.
    static let pruneNanoseconds = Nanoseconds.perMinute
    /// How often the fleet is gone through.
    static let fleetNanoseconds = 10 * Nanoseconds.perSecond
    /// How often rules that cannot watch what they match are looked for.
    static let unwatchedNanoseconds = 10 * Nanoseconds.perSecond

    let daemon: Daemon

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var selfWatch = SelfWatch(gateway: daemon.configuration.gateway.id)
            selfWatch.restore(daemon.ownFindings)
            var fleetWatch = FleetWatch()
            fleetWatch.restore(daemon.ownFindings)
            var nextFleet: Int64 = 0
            var brokerLog = BrokerLog()
            var clock = ClockAccount()
            var unwatchedLog = UnwatchedLog()
            // Not at once: the sensors that are first heard make no line each.
            var nextUnwatched = SystemClock.monotonicNanoseconds() + Self.unwatchedNanoseconds
            var nextPrune: Int64 = 0
            var lastNotification: Int64 = 0
            let interval = Watchdog.notificationInterval(environment: daemon.environment)
            while !Task.isCancelled {
                let monotonic = SystemClock.monotonicNanoseconds()
                // In this order: a time that shows a jump comes with a picture that tells of it.
                let now = daemon.now()
                let snapshot = daemon.board.snapshot
                for line in snapshot.clock.lines(since: clock) { daemon.logger.notice("\(line)") }
                let stepped = snapshot.clock.steppedNanoseconds - clock.steppedNanoseconds
                selfWatch.moveClock(byNanoseconds: stepped)
                fleetWatch.moveClock(byNanoseconds: stepped)
                clock = snapshot.clock
                selfWatch.configurationHash = daemon.configurationHash.withLock { $0 }
                daemon.desk.receive(selfWatch.observe(daemon.parts(snapshot), now: now))
                // Where no broker is there nobody can be heard.
                if monotonic >= nextFleet, snapshot.sessions.contains(where: \.isConnected) {
                    daemon.desk.receive(fleetWatch.observe(daemon.expected, seen: daemon.heardSensors, now: now))
                    nextFleet = monotonic + Self.fleetNanoseconds
                }
                let lines = brokerLog.lines(snapshot.sessions, now: now, monotonicNanoseconds: monotonic)
                for line in lines {
                    daemon.logger.log(level: line.level, "\(line.text)")
                }
                if monotonic >= nextUnwatched {
                    let hash = daemon.configurationHash.withLock { $0 }
                    for line in unwatchedLog.lines(daemon.engine.unwatchedSeries(), configurationHash: hash) {
                        daemon.logger.warning("\(line)")
                    }
                    nextUnwatched = monotonic + Self.unwatchedNanoseconds
                }
                daemon.writer.requestSeal(now: now)
                if monotonic >= nextPrune {
                    // By the wall, which somebody may have set right again, and not by the clock of arrivals, which goes on.
                    daemon.writer.requestPrune(now: SystemClock.wall())
                    nextPrune = monotonic + Self.pruneNanoseconds
                }
                if let interval, monotonic - lastNotification >= interval {
                    notify(monotonic)
                    lastNotification = monotonic
                }
                try? await Task.sleep(for: .milliseconds(min(1_000, (interval ?? .max) / 2_000_000)))
            }
        }
    }

    /// Tells systemd that we live, while every loop moves on.
    ///
    /// A disk in a known fault state counts as progress.
    private func notify(_ monotonic: Int64) {
        let stuck = daemon.stuckLoops(monotonicNanoseconds: monotonic)
        if stuck.isEmpty {
            daemon.notifier.send(.watchdog, .status(daemon.statusLine))
        } else {
            daemon.logger.critical("stands still: \(stuck.map(\.name).joined(separator: ", "))")
        }
    }
}

extension Daemon {
    /// The parts that the daemon watches, and what is wrong with each.
    func parts(_ snapshot: IngestBoard.Snapshot) -> [SelfWatch.Part] {
        let writer = writer.status()
        let brokers = snapshot.sessions.map { session in
            SelfWatch.Part(kind: .brokerOffline, name: session.name, fault: session.reasons.first)
        }
        return brokers + [
            SelfWatch.Part(kind: .storeFault, name: "store", fault: writer.state == .ok ? nil : writer.reason),
            SelfWatch.Part(
                kind: .seriesLimit,
                name: "series table",
                fault: snapshot.hasReachedSeriesLimit
                    ? "readings of new series are shed at \(configuration.engine.seriesLimit) series; "
                        + "narrow the subscriptions or raise engine.series_limit" : nil
            ),
        ] + snapshot.overload.parts
    }

    /// Who is in the fleet.
    var expected: [FleetMember] { fleet.withLock { $0 } }

    /// Who has been heard, in this run or before.
    var heardSensors: Set<SensorName> {
        Set(catalog.all().map { SensorName(agency: $0.key.agency, sensor: $0.key.sensor) })
    }

    /// The loops that stand still and should not.
    func stuckLoops(monotonicNanoseconds now: Int64) -> [WatchedLoop] {
        if isReady.load(ordering: .acquiring) {
            // The writer tells of a commit that takes long; a fault it knows of is not a standstill.
            let isWaitingForDisk = writer.status().state != .ok
            let progressed = writer.status().waitingBatches == 0 || isWaitingForDisk
            if progressed { watchdog.progressed(.store, monotonicNanoseconds: now) }
            return watchdog.stuck(monotonicNanoseconds: now)
        }
        return []
    }

    /// One line for `systemctl status`.
    var statusLine: String {
        let snapshot = board.snapshot
        let open = desk.open
        let rate = Int(snapshot.readingsPerSecond.rounded())
        return "\(rate) readings/s, \(open.count) open incidents, \(snapshot.sessions.filter(\.isConnected).count)"
            + "/\(snapshot.sessions.count) brokers"
    }
}
