// What a reading costs between the ring and its detectors: ring, windows of a minute and an hour, a threshold on every reading
// and one on each window. Every series reports once a second of virtual time, in an order that the processor cannot
// foresee; ticks come with every batch; a series raises about once an hour.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryRing

/// `belfry bench engine`.
public enum EngineBenchmark {
    private static let rounds = 5
    private static let batch = 4_096

    /// Measures an engine and, in turns with it, ``EngineReference``.
    ///
    /// With one shard by hand: one core does the producer's, the shard's and the correlation's work, and what is measured
    /// is all of it, as processor time. With more shards on threads: what is measured is the time until everything is evaluated.
    public static func run(series: Int = 10_000, readings: Int = 10_000_000, shards: Int = 1) -> BenchmarkResult {
        let stream = EngineBenchmarkStream(series: max(1, series))
        let readings = max(1, readings)
        var engineRounds: [BenchmarkFigures] = []
        var referenceRounds: [BenchmarkFigures] = []
        for _ in 0..<rounds {
            let engine = makeEngine(stream, shards: shards)
            let seconds = shards == 1 ? byHand(engine, stream, readings) : onThreads(engine, stream, readings)
            engineRounds.append(BenchmarkFigures(seconds: seconds))
            var reference = EngineReference(series: stream.series)
            referenceRounds.append(BenchmarkFigures(seconds: reference.seconds(stream, readings: readings)))
        }
        return BenchmarkResult(
            name: "engine",
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

    private static func makeEngine(_ stream: EngineBenchmarkStream, shards: Int) -> Engine {
        let descriptors = stream.descriptors
        return Engine(
            configuration: EngineConfiguration(
                shards: shards,
                allowedLatenessNanoseconds: stream.latenessNanoseconds,
                seriesLimit: descriptors.count
            ),
            rules: rules,
            describe: { descriptors[Int($0.index)] },
            sink: { _ in }
        )
    }

    private static var rules: RuleSet {
        let threshold = DetectorDefinition.threshold(ThresholdParameters(above: EngineBenchmarkStream.limit))
        let windows = [60, 3_600].map { seconds in
            RuleWindow(lengthNanoseconds: Int64(seconds) * Nanoseconds.perSecond, aggregate: .mean)
        }
        do {
            return try RuleSet([
                Rule(name: "reading", detector: threshold, severity: .minor),
                Rule(name: "short", detector: threshold, window: windows[0], severity: .minor),
                Rule(name: "long", detector: threshold, window: windows[1], severity: .minor),
            ])
        } catch {
            preconditionFailure("the benchmark's own rules are refused: \(error)")
        }
    }
}
