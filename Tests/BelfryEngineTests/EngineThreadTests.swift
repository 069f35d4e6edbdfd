// The engine on its own threads: idle ones sleep, stopping drains, readers do not disturb. Nothing here measures time.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryRing
import Glibc
import Testing

@Suite(.serialized) struct EngineThreadTests {
    static func engine(shards: Int, wait: WaitStrategy, collector: Collector, news: Doorbell) throws -> Engine {
        Engine(
            configuration: EngineConfiguration(shards: shards, ringCapacity: 256, wait: wait),
            rules: try RuleSet([EngineStoryTests.threshold(), EngineStoryTests.threshold("mean", window: 10)]),
            describe: { EngineDesk.descriptor($0.index) },
            sink: { batch in
                collector.take(batch)
                news.ring()
            }
        )
    }

    static func submit(_ readings: [Reading], to engine: Engine) {
        readings.withUnsafeBufferPointer { readings in
            var taken = 0
            while taken < readings.count { taken += engine.submit(UnsafeBufferPointer(rebasing: readings[taken...])) }
        }
    }

    /// An idle daemon must not poll: it may wake up for ticks and for nothing else.
    @Test(.timeLimit(.minutes(5)), arguments: [1, 3])
    func idleThreadsWakeForTicksOnly(shards: Int) throws {
        let strategy = WaitStrategy(spins: 32, yields: 2)
        let news = Doorbell()
        let collector = Collector()
        let engine = try Self.engine(shards: shards, wait: strategy, collector: collector, news: news)
        engine.start()
        Self.submit((0..<300).map { EngineDesk.reading(Int32($0), 1, at: 1) }, to: engine)
        func tickAndWait(_ seconds: Double) {
            engine.tick(EngineDesk.time(seconds))
            news.wait { collector.through == EngineDesk.time(seconds) }
        }
        tickAndWait(2)
        let before = engine.snapshot()
        let ticks = 500
        for tick in 0..<ticks { tickAndWait(3 + Double(tick) / 10) }
        // On a busy machine work may have come before anybody lay down: now there is none left.
        var after = engine.snapshot()
        while after.parks == 0 {
            sched_yield()
            after = engine.snapshot()
        }
        engine.stop()
        // A tick wakes each shard, and each shard's answer may wake the correlation stage; one turn more may be under way.
        let wakings = 2 * shards * ticks + 2 * (shards + 1)
        #expect(after.parks - before.parks <= wakings)
        let looksAWaking = strategy.spins + strategy.yields + 2
        #expect(after.idleLooks - before.idleLooks <= wakings * looksAWaking)
    }

    @Test func stoppingDrainsAndStartingGoesOn() throws {
        let collector = Collector()
        let engine = try Self.engine(shards: 2, wait: WaitStrategy(), collector: collector, news: Doorbell())
        for turn in 0..<20 {
            let start = Double(turn * 100)
            engine.start()
            engine.start()
            Self.submit((0..<500).map { EngineDesk.reading(Int32($0 % 7), 1, at: start + 1) }, to: engine)
            engine.tick(EngineDesk.time(start + 50))
            engine.stop()
            engine.stop()
            #expect(collector.through == EngineDesk.time(start + 50))
            #expect(engine.snapshot().readingsEvaluated == turn * 501 + 500)
            // By hand in between, with the same state.
            Self.submit([EngineDesk.reading(90, turn % 2 == 0 ? 9 : 0, at: start + 60)], to: engine)
            engine.tick(EngineDesk.time(start + 70))
            engine.step()
            #expect(collector.through == EngineDesk.time(start + 70))
            #expect(collector.current.findings.filter { $0.rule == "high" }.count == turn + 1)
            #expect(engine.seriesSnapshots().count == 8)
        }
    }

    @Test func readersAskWhileTheShardsWork() async throws {
        let collector = Collector()
        let engine = try Self.engine(shards: 2, wait: WaitStrategy(), collector: collector, news: Doorbell())
        engine.start()
        async let readers: Void = withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<25 {
                        for series in engine.seriesSnapshots() {
                            #expect(series.lastValue == series.lastEventTime.seconds, "no torn copy")
                        }
                        #expect(engine.snapshot().readingsEvaluated <= 50_000)
                    }
                }
            }
        }
        for step in 0..<50 {
            Self.submit(
                (0..<1_000).map { EngineDesk.reading(Int32($0 % 40), Double(step), at: Double(step)) },
                to: engine
            )
            engine.tick(EngineDesk.time(Double(step)))
        }
        await readers
        engine.stop()
        #expect(engine.snapshot().readingsEvaluated == 50_000)
    }

    /// A sink that stands still is felt by the producer as a full ring, and by nobody's memory; nothing is lost.
    @Test func aSinkThatStandsStillPushesBackAndLosesNothing() throws {
        let gate = Doorbell()
        let collector = Collector()
        let isOpen = Gate()
        let engine = Engine(
            configuration: EngineConfiguration(shards: 2, ringCapacity: 64),
            rules: try RuleSet([EngineStoryTests.threshold()]),
            describe: { EngineDesk.descriptor($0.index) },
            sink: { batch in
                gate.wait { isOpen.isOpen }
                collector.take(batch)
            }
        )
        engine.start()
        let readings = (0..<20_000).map { number in
            let value: Double = number / 50 % 2 == 0 ? 0 : 9
            return EngineDesk.reading(Int32(number % 50), value, at: Double(number))
        }
        engine.tick(EngineDesk.time(-1))
        var taken = 0
        var refusals = 0
        readings.withUnsafeBufferPointer { readings in
            // Each reading raises or clears: the output rings fill, then the shards stand still, then the input is full.
            while refusals < 20_000, taken < readings.count {
                let more = engine.submit(UnsafeBufferPointer(rebasing: readings[taken...]))
                taken += more
                refusals += more == 0 ? 1 : 0
            }
        }
        #expect(taken < readings.count, "what is between producer and sink is bounded")
        isOpen.open()
        gate.ring()
        Self.submit(Array(readings[taken...]), to: engine)
        engine.tick(EngineDesk.time(1e6))
        engine.stop()
        #expect(collector.current.findings.count == readings.count - 50, "the first reading of each series is low")
    }
}
