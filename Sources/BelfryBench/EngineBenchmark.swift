// What a reading costs between the ring and its detectors, on the threads that run in the daemon: one hands over, one a shard
// evaluates. Every series reports once a second of virtual time, in an order that the processor cannot foresee; ticks come
// with every batch; a series raises about once an hour.

import BelfryEngine
import BelfryModel
import BelfryRing
internal import Glibc

/// `belfry bench engine`.
public enum EngineBenchmark {
    private static let rounds = 5
    private static let batch = 1_024
    private static let fewSeries = 10_000
    private static let manySeries = 1_000_000
    /// With few series two minutes are soon over.
    private static let countedSeries = 1_000
    private static let countedReadings = 1_000_000
    /// A part of what a full ring takes to be evaluated.
    private static let pauseMicroseconds: UInt32 = 20

    /// Measures an engine under each load and, in turns with it, ``EngineReference``.
    ///
    /// The time is that from the first reading submitted to the last one evaluated: it takes a core for the producer and one
    /// a shard.
    ///
    /// - Parameters:
    ///   - series: nil: ten thousand, and a million of them with one window.
    ///   - shards: nil: one, and two beside it.
    public static func run(
        series: Int? = nil,
        readings: Int = 10_000_000,
        shards: Int? = nil,
        tell: (BenchmarkResult) throws -> Void
    ) rethrows {
        let readings = max(1, readings)
        let stream = EngineBenchmarkStream(series: max(1, series ?? fewSeries))
        for load in [EngineBenchmarkLoad.bareWindow, .oneWindow, .rules, .anomalies, .groups] {
            try tell(run(load, load.name, stream, readings: readings, shards: shards ?? 1))
        }
        if series == nil {
            let many = EngineBenchmarkStream(series: manySeries)
            try tell(run(.oneWindow, "engine, a million series", many, readings: readings, shards: shards ?? 1))
        }
        if shards == nil { try tell(compareShards(stream, readings: readings)) }
        try tell(EngineLatencyBenchmark.run())
    }

    private static func run(
        _ load: EngineBenchmarkLoad,
        _ name: String,
        _ stream: EngineBenchmarkStream,
        readings: Int,
        shards: Int
    ) -> BenchmarkResult {
        var engineRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        let few = EngineBenchmarkStream(series: min(countedSeries, stream.series))
        let counts =
            load.isCounted ? EngineCounts(makeEngine(load, few, shards: 1), few, readings: countedReadings) : nil
        for _ in 0..<rounds {
            var figures = figures(load, stream, readings, shards: shards)
            figures.objectsPerItem = counts?.objectsPerReading
            figures.referenceCountsPerItem = counts?.referenceCountsPerReading
            engineRounds.append(figures)
            let reference = EngineReference(series: stream.series)
            referenceRounds.append(BenchmarkFigures(seconds: reference.seconds(stream, readings: readings)))
        }
        return BenchmarkResult(
            name: name,
            items: readings,
            itemName: "reading",
            rounds: engineRounds,
            reference: ("ring, one window and a threshold in one hand-written loop", referenceRounds)
        )
    }

    /// Two shards, with one shard as the reference.
    private static func compareShards(_ stream: EngineBenchmarkStream, readings: Int) -> BenchmarkResult {
        var two: [BenchmarkFigures] = []
        var one: [BenchmarkFigures] = []
        for _ in 0..<rounds {
            two.append(figures(.rules, stream, readings, shards: 2))
            one.append(figures(.rules, stream, readings, shards: 1))
        }
        return BenchmarkResult(
            name: "engine, usual rules, 2 shards",
            items: readings,
            itemName: "reading",
            rounds: two,
            reference: ("1 shard", one)
        )
    }

    private static func figures(
        _ load: EngineBenchmarkLoad,
        _ stream: EngineBenchmarkStream,
        _ readings: Int,
        shards: Int
    ) -> BenchmarkFigures {
        let engine = makeEngine(load, stream, shards: shards)
        engine.start()
        submit(stream, from: 0, count: stream.series, to: engine)
        engine.stop()
        // Two shards need both processors of a gateway, and the producer between them.
        if shards == 1 { ProcessorAffinity.beBehind() }
        engine.start()
        if shards == 1 { ProcessorAffinity.beFirst() }
        defer { ProcessorAffinity.beAnywhere() }
        let elapsed = ContinuousClock().measure {
            submit(stream, from: stream.series, count: readings, to: engine)
            engine.stop()
        }
        var figures = BenchmarkFigures(seconds: elapsed / .seconds(1))
        figures.stateBytesPerSeries = Double(engine.snapshot().stateBytes) / Double(stream.series)
        return figures
    }

    private static func submit(_ stream: EngineBenchmarkStream, from first: Int, count: Int, to engine: Engine) {
        stream.forEachBatch(of: batch, from: first, count: count) { run in
            var taken = 0
            while taken < run.count {
                taken += engine.submit(UnsafeBufferPointer(rebasing: run[taken...]))
                // Trying again at once would take a processor from those who make room.
                if taken < run.count { usleep(pauseMicroseconds) }
            }
            if let last = run.last { engine.tick(last.arrivalTime) }
        }
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
                ringCapacity: 1 << 14,
                allowedLatenessNanoseconds: load.latenessNanoseconds,
                windows: load.windows,
                seriesLimit: descriptors.count
            ),
            rules: load.rules,
            describe: { descriptors[Int($0.index)] },
            sink: { _ in }
        )
    }
}
