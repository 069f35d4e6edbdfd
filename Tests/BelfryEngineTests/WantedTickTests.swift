// An engine that is ticked only when it asks tells every finding, and asks no more than once for what comes together.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryRing
import Synchronization
import Testing

@Suite struct WantedTickTests {
    private static func engine(collector: Collector, wantsTick: @escaping @Sendable () -> Void) throws -> Engine {
        Engine(
            configuration: EngineConfiguration(shards: 2, ringCapacity: 256, wantsTick: wantsTick),
            rules: try RuleSet([EngineStoryTests.threshold()]),
            describe: { EngineDesk.descriptor($0.index) },
            sink: collector.take
        )
    }

    @Test func asksOnceForWhatComesTogetherAndNotForNothing() throws {
        let wishes = Mutex(0)
        let engine = try Self.engine(collector: Collector()) { wishes.withLock { $0 += 1 } }
        func submit(_ value: Double, at seconds: Double) {
            EngineThreadTests.submit((0..<10).map { EngineDesk.reading($0, value, at: seconds) }, to: engine)
            engine.step()
        }
        submit(0, at: 1)
        #expect(wishes.withLock { $0 } == 0, "nothing is found")
        submit(1_000, at: 2)
        let asked = wishes.withLock { $0 }
        #expect(asked == 1, "ten findings of one instant")
        engine.step()
        #expect(wishes.withLock { $0 } == asked, "it has asked")
        engine.tick(EngineDesk.time(3))
        engine.step()
        #expect(wishes.withLock { $0 } == asked, "all is told")
    }

    @Test(.timeLimit(.minutes(5))) func whoTicksOnlyWhenAskedHearsOfEverything() throws {
        let news = Doorbell()
        let isWished = Atomic<Bool>(false)
        let collector = Collector()
        let engine = try Self.engine(collector: collector) {
            isWished.store(true, ordering: .releasing)
            news.ring()
        }
        engine.start()
        for round in 1...500 {
            let readings = [(1_000.0, 0.0), (0, 0.5)].map { value, later in
                EngineDesk.reading(Int32(round % 7), value, at: Double(round) + later)
            }
            EngineThreadTests.submit(readings, to: engine)
            // Without a wish this waits for ever.
            news.wait { isWished.exchange(false, ordering: .acquiring) }
            engine.tick(EngineDesk.time(Double(round) + 0.9))
        }
        engine.stop()
        #expect(collector.current.findings.count == 1_000)
    }
}
