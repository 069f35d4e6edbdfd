// The reference beside the engine's figure: the same ring between two threads, then one window and a threshold written out
// in one loop, without lateness, quality, deadlines, reload or order of findings. Less than this it can hardly cost.

import BelfryModel
import BelfryRing
import Synchronization

/// The hand-written shape of the engine's inner loop.
final class EngineReference: @unchecked Sendable {
    // Sendable: the states are the consuming thread's; the rest is made to be shared.

    /// 24 bytes.
    private struct Item: BitwiseCopyable {
        var time: Int64
        var value: Double
        var series: Int32
    }

    /// 64 bytes.
    private struct State: BitwiseCopyable {
        var end: Int64 = .min
        var count = 0
        var sum = 0.0
        var squares = 0.0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var last = 0.0
        var isRaised = false

        /// Whether the window that ended had a mean above the limit.
        mutating func add(_ value: Double, at time: Int64) -> Bool {
            var isHigh = false
            if time >= end {
                isHigh = count > 0 && sum / Double(count) > EngineBenchmarkStream.limit
                self = State(end: (time / Nanoseconds.perMinute + 1) * Nanoseconds.perMinute, isRaised: isRaised)
            }
            count += 1
            sum += value
            squares += value * value
            minimum = min(minimum, value)
            maximum = max(maximum, value)
            last = value
            return isHigh
        }
    }

    private let states: UnsafeMutablePointer<State>
    private let ring = Ring<Item>(capacity: 1 << 14)
    private let raised = Atomic<Int>(0)

    init(series: Int) {
        states = .allocate(capacity: series)
        states.initialize(repeating: State(), count: series)
    }

    deinit {
        states.deallocate()
    }

    /// From the first reading pushed to the last one evaluated.
    func seconds(_ stream: EngineBenchmarkStream, readings: Int) -> Double {
        run(stream, from: 0, count: stream.series)
        let elapsed = ContinuousClock().measure { run(stream, from: stream.series, count: readings) }
        return elapsed / .seconds(1)
    }

    private func run(_ stream: EngineBenchmarkStream, from first: Int, count: Int) {
        ProcessorAffinity.beBehind()
        let thread = WorkerThread(name: "bench-consumer") { [self] in consume(count) }
        ProcessorAffinity.beFirst()
        defer { ProcessorAffinity.beAnywhere() }
        stream.forEachBatch(of: 1_024, from: first, count: count) { run in
            for reading in run {
                let item = Item(time: reading.eventTime.nanoseconds, value: reading.value, series: reading.series.index)
                while !ring.stage(item) { ring.publish() }
            }
            ring.publish()
        }
        thread.join()
    }

    private func consume(_ count: Int) {
        var left = count
        var raised = 0
        while left > 0 {
            let run = ring.front()
            for item in run {
                let state = states + Int(item.series)
                let isHigh = item.value > EngineBenchmarkStream.limit
                if isHigh != state.pointee.isRaised {
                    state.pointee.isRaised = isHigh
                    raised += 1
                }
                if state.pointee.add(item.value, at: item.time) { raised += 1 }
            }
            ring.consume(run.count)
            left -= run.count
        }
        self.raised.wrappingAdd(raised, ordering: .relaxed)
    }
}
