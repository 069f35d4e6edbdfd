// What a reading costs between the ring and its detectors: ring, windows of a minute and an hour, a threshold on every
// reading; then the same with a threshold on each window as well. Every series reports once a second of virtual time, in an
// order that the processor cannot foresee; ticks come with every batch; a series raises about once an hour.

import BelfryEngine
import BelfryModel
import BelfryRing

/// `belfry bench engine`.
public enum EngineBenchmark {
    private static let rounds = 5
    private static let batch = 4_096

    /// Measures an engine under each load and, in turns with it, ``EngineReference``.
    ///
    /// With one shard by hand: one core does the producer's, the shard's and the correlation's work, and what is measured
    /// is all of it, as processor time. With more shards on threads: what is measured is the time until everything is evaluated.
    public static func run(series: Int = 10_000, readings: Int = 10_000_000, shards: Int = 1) -> [BenchmarkResult] {
        let stream = EngineBenchmarkStream(series: max(1, series))
        return EngineBenchmarkLoad.allCases.map { load in
            run(load, stream, readings: max(1, readings), shards: shards)
        }
    }

    private static func run(
        _ load: EngineBenchmarkLoad,
        _ stream: EngineBenchmarkStream,
        readings: Int,
        shards: Int
    ) -> BenchmarkResult {
        var engineRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        for _ in 0..<rounds {
            let engine = makeEngine(load, stream, shards: shards)
            let seconds = shards == 1 ? byHand(engine, stream, readings) : onThreads(engine, stream, readings)
            engineRounds.append(BenchmarkFigures(seconds: seconds))
            var reference = EngineReference(series: stream.series)
            referenceRounds.append(BenchmarkFigures(seconds: reference.seconds(stream, readings: readings)))
        }
        return BenchmarkResult(
            name: load.name,
            items: readings,
            itemName: "reading",
            rounds: engineRounds,
            reference: ("ring, two windows and thresholds in one hand-written loop", referenceRounds)
        )
    }

    private static func byHand(_ engine: Engine, _ stream: EngineBenchmarkStream, _ readings: Int) -> Double {
        var seconds = 0.0
        stream.forEachBatch(of: batch, from: 0, count: stream.series) { submitByHand($0, to: engine) }
        stream.forEachBatch(of: batch, from: stream.series, count: readings) { run in
            seconds += ProcessorTime.seconds { submitByHand(run, to: engine) }
        }
        return seconds
    }

    private static func submitByHand(_ run: UnsafeBufferPointer<Reading>, to engine: Engine) {
        var taken = 0
        while taken < run.count {
            taken += engine.submit(UnsafeBufferPointer(rebasing: run[taken...]))
            engine.step()
        }
        if let last = run.last { engine.tick(last.arrivalTime) }
    }

    private static func onThreads(_ engine: Engine, _ stream: EngineBenchmarkStream, _ readings: Int) -> Double {
        stream.forEachBatch(of: batch, from: 0, count: stream.series) { submitByHand($0, to: engine) }
        engine.start()
        let elapsed = ContinuousClock().measure {
            stream.forEachBatch(of: batch, from: stream.series, count: readings) { run in
                var taken = 0
                while taken < run.count { taken += engine.submit(UnsafeBufferPointer(rebasing: run[taken...])) }
                if let last = run.last { engine.tick(last.arrivalTime) }
            }
            engine.stop()
        }
        return elapsed / .seconds(1)
    }

    private static func makeEngine(
        _ load: EngineBenchmarkLoad,
        _ stream: EngineBenchmarkStream,
        shards: Int
    ) -> Engine {
        let descriptors = stream.descriptors
        return Engine(
            configuration: EngineConfiguration(
                shards: shards,
                allowedLatenessNanoseconds: stream.latenessNanoseconds,
                windows: EngineBenchmarkLoad.windows,
                seriesLimit: descriptors.count
            ),
            rules: load.rules,
            describe: { descriptors[Int($0.index)] },
            sink: { _ in }
        )
    }
}
