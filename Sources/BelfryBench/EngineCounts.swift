// What the Swift runtime does for a reading in the steady state, counted and not claimed.

import BelfryEngine
import BelfryModel
import CBench

/// Objects allocated and references counted while an engine evaluates by hand, on one thread.
struct EngineCounts {
    private static let batch = 1_024

    let objectsPerReading: Double
    let referenceCountsPerReading: Double

    /// - Parameters:
    ///   - engine: one that has seen nothing, without threads.
    ///   - readings: counted; two minutes of the stream go before.
    init(_ engine: Engine, _ stream: EngineBenchmarkStream, readings: Int) {
        let before = 120 * stream.series
        Self.evaluate(engine, stream, from: 0, count: before)
        belfry_runtime_counters_start()
        Self.evaluate(engine, stream, from: before, count: readings)
        let counts = belfry_runtime_counters_stop()
        objectsPerReading = Double(counts.allocations) / Double(readings)
        referenceCountsPerReading = Double(counts.references) / Double(readings)
    }

    private static func evaluate(_ engine: Engine, _ stream: EngineBenchmarkStream, from first: Int, count: Int) {
        stream.forEachBatch(of: batch, from: first, count: count) { run in
            var taken = 0
            while taken < run.count {
                taken += engine.submit(UnsafeBufferPointer(rebasing: run[taken...]))
                engine.step()
            }
            if let last = run.last { engine.tick(last.arrivalTime) }
        }
    }
}
