import BelfryRing
import Glibc
import Synchronization

extension Engine {
    /// The threads of a running engine; they hold the shards and the stage, not the engine itself.
    struct Crew: Sendable {
        let shards: [WorkerThread]
        let correlation: WorkerThread
        let shardsMayStop = StopSignal()
        let correlationMayStop = StopSignal()

        init(shards: [Shard], stage: CorrelationStage, wait: WaitStrategy) {
            self.shards = shards.enumerated().map { [shardsMayStop] index, shard in
                WorkerThread(name: "belfry-shard-\(index)") { shard.run(until: shardsMayStop, wait: wait) }
            }
            self.correlation = WorkerThread(name: "belfry-correl") { [correlationMayStop] in
                stage.run(until: correlationMayStop, wait: wait)
            }
        }
    }

    /// Starts the threads; nothing where they run.
    public func start() {
        crew.withLock { crew in
            if crew == nil { crew = Crew(shards: shards, stage: stage, wait: configuration.wait) }
        }
    }

    /// Evaluates everything submitted so far, hands over the findings up to the last tick and ends the threads.
    ///
    /// Nothing where no threads run. Nobody may submit meanwhile.
    public func stop() {
        crew.withLock { running in
            guard let crew = running else { return }
            // Commands may still wait for room, which the shards are about to make.
            while !intake.flush() { sched_yield() }
            crew.shardsMayStop.set()
            for shard in shards { shard.doorbell.ring() }
            for thread in crew.shards { thread.join() }
            // Only now has everything been said.
            crew.correlationMayStop.set()
            stage.doorbell.ring()
            crew.correlation.join()
            running = nil
        }
    }

    /// Does by hand what the threads would do, until nothing is left to do; nothing where threads run.
    public func step() {
        crew.withLock { crew in
            guard crew == nil else { return }
            var isBusy = true
            while isBusy {
                isBusy = !intake.flush()
                for shard in shards where shard.work() != .idle { isBusy = true }
                if stage.work() { isBusy = true }
            }
        }
    }
}

/// Tells a thread to end when it has nothing left to do.
final class StopSignal: Sendable {
    private let flag = Atomic<Bool>(false)

    /// release: whoever sees the signal also sees everything delivered before it.
    func set() { flag.store(true, ordering: .releasing) }

    /// acquire: see ``set()``.
    var isSet: Bool { flag.load(ordering: .acquiring) }
}
