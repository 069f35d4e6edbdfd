// How long a finding takes through the engine alone, at a pace that leaves it time to sleep: what counts then is how threads
// wake each other, not how fast they evaluate.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryRing
internal import Glibc
import Synchronization

/// A part of `belfry bench engine`.
enum EngineLatencyBenchmark {
    static let readingsPerSecond = 50_000
    private static let rounds = 3
    private static let series = 10_000
    private static let seconds = 5
    /// One reading in so many raises, and the same series' next one clears.
    private static let readingsPerFinding = 101
    private static let pauseMicroseconds: UInt32 = 500
    private static let wakeUpCount = 4_000

    /// Measures arrival to finding: a reading bears the time at which it was handed over.
    static func run() -> BenchmarkResult {
        let readings = readingsPerSecond * seconds
        return BenchmarkResult(
            name: "engine, arrival to finding at 50,000 readings/s",
            items: readings,
            itemName: "reading",
            rounds: (0..<rounds).map { _ in round(readings) },
            reference: ("a thread that is woken through a pipe as often", (0..<rounds).map { _ in wakeUps() })
        )
    }

    private static func round(_ readings: Int) -> BenchmarkFigures {
        let stream = EngineBenchmarkStream(series: series)
        let descriptors = stream.descriptors
        let engine = Engine(
            configuration: EngineConfiguration(seriesLimit: series, clock: now),
            rules: EngineBenchmarkLoad.rules.rules,
            describe: { descriptors[Int($0.index)] },
            sink: { _ in }
        )
        engine.start()
        // A series that is first seen is made, which is another figure.
        for number in 1...series { submit(number * readingsPerFinding + 1, to: engine) }
        engine.tick(now())
        let start = now()
        var submitted = 0
        while submitted < readings {
            let due = Int(now().nanosecondsSince(start) * Int64(readingsPerSecond) / Nanoseconds.perSecond)
            while submitted < min(due, readings) {
                submit(submitted, to: engine)
                submitted += 1
            }
            engine.tick(now())
            usleep(pauseMicroseconds)
        }
        var figures = BenchmarkFigures(seconds: Double(now().nanosecondsSince(start)) / 1e9)
        engine.stop()
        if let latency = engine.snapshot().latency {
            figures.latencyMedianSeconds = Double(latency.p50Nanoseconds) / 1e9
            figures.latency99thSeconds = Double(latency.p99Nanoseconds) / 1e9
        }
        return figures
    }

    /// As often as the engine is woken, with nothing to do.
    private static func wakeUps() -> BenchmarkFigures {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return BenchmarkFigures(seconds: 0) }
        defer { for end in ends { close(end) } }
        let (reading, writing) = (ends[0], ends[1])
        let latencies = Mutex<[Int64]>([])
        let thread = WorkerThread(name: "bench-woken") {
            var sent = Int64(0)
            while read(reading, &sent, MemoryLayout<Int64>.size) > 0, sent > 0 {
                let latency = now().nanoseconds - sent
                latencies.withLock { $0.append(latency) }
            }
        }
        for number in 0...wakeUpCount {
            var sent = number < wakeUpCount ? now().nanoseconds : 0
            _ = write(writing, &sent, MemoryLayout<Int64>.size)
            usleep(pauseMicroseconds)
        }
        thread.join()
        let sorted = latencies.withLock { $0.sorted() }
        var figures = BenchmarkFigures(seconds: 0)
        figures.latencyMedianSeconds = Double(sorted[sorted.count / 2]) / 1e9
        figures.latency99thSeconds = Double(sorted[sorted.count * 99 / 100]) / 1e9
        return figures
    }

    private static func submit(_ number: Int, to engine: Engine) {
        let reading = reading(number, at: now())
        withUnsafePointer(to: reading) { reading in
            while engine.submit(UnsafeBufferPointer(start: reading, count: 1)) == 0 { sched_yield() }
        }
    }

    private static func reading(_ number: Int, at instant: Timestamp) -> Reading {
        // Odd, so that each series has its turn.
        let series = SeriesID(Int32(number * 7 % Self.series))
        let isHigh = number % readingsPerFinding == 0
        return Reading(
            series: series,
            value: isHigh ? EngineBenchmarkStream.limit + 1 : Double(number % 64),
            eventTime: instant,
            arrivalTime: instant
        )
    }

    private static func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Timestamp(nanoseconds: Int64(time.tv_sec) * Nanoseconds.perSecond + Int64(time.tv_nsec))
    }
}
