import BelfryRing
import Synchronization

extension Engine {
    /// What the engine has done so far; any thread.
    public func snapshot() -> EngineSnapshot {
        var snapshot = EngineSnapshot(
            series: 0,
            stateBytes: 0,
            shards: shards.count,
            clocksSetBack: 0,
            windowsClosed: 0,
            windowsIncomplete: 0,
            windowsRevised: 0,
            windowsEmpty: 0,
            readingsEvaluated: 0,
            readingsLate: 0,
            readingsMistimed: 0,
            readingsRefused: intake.refusedReadings,
            findings: stage.findings,
            ringFill: 0,
            through: stage.through,
            latency: stage.latency.withLock { EngineSnapshot.Latency($0) },
            unwatched: registry.unwatchedCount,
            parks: 0,
            idleLooks: 0
        )
        for doorbell in shards.map(\.doorbell) + [stage.doorbell] {
            snapshot.parks += doorbell.tally.parks
            snapshot.idleLooks += doorbell.tally.looks
        }
        for shard in shards {
            let tally = shard.counters.tally
            snapshot.series += tally.series
            snapshot.stateBytes += tally.stateBytes
            snapshot.clocksSetBack += tally.clocksSetBack
            snapshot.windowsClosed += tally.windowsClosed
            snapshot.windowsIncomplete += tally.windowsIncomplete
            snapshot.windowsRevised += tally.windowsRevised
            snapshot.windowsEmpty += tally.windowsEmpty
            snapshot.readingsEvaluated += tally.readings
            snapshot.readingsLate += tally.late
            snapshot.readingsMistimed += tally.mistimed
            snapshot.ringFill = max(snapshot.ringFill, shard.inputFill)
        }
        return snapshot
    }

    /// Every series as it stands, by series number: each shard copies its own between two rounds.
    ///
    /// Any thread but the sink's; it blocks for a round of the slowest shard. O(series).
    public func seriesSnapshots() -> [SeriesSnapshot] {
        crew.withLock { crew in
            let isRunning = crew != nil
            let series = shards.flatMap { isRunning ? $0.desk.ask($0.doorbell) : $0.snapshot() }
            return series.sorted { $0.series < $1.series }
        }
    }

    /// Rules that match series and cannot watch them at present, at most ``EngineLimits/skippedRules`` kinds; any thread.
    public func unwatchedSeries() -> [UnwatchedSeries] {
        registry.unwatched
    }
}

extension EngineSnapshot.Latency {
    fileprivate init?(_ histogram: LatencyHistogram) {
        guard let median = histogram.quantileNanoseconds(0.5), let tail = histogram.quantileNanoseconds(0.99) else {
            return nil
        }
        self.init(
            count: histogram.count,
            p50Nanoseconds: median,
            p99Nanoseconds: tail,
            maximumNanoseconds: histogram.maximumNanoseconds
        )
    }
}
