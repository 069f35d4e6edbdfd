// The reference beside the engine's figure: the same ring, then windows of two lengths and three thresholds written out in
// one loop, without lateness, quality, deadlines, reload or order of findings. Less than this it cannot cost.

import BelfryModel
import BelfryRing

/// The hand-written shape of the engine's inner loop.
struct EngineReference: ~Copyable {
    private struct Span: BitwiseCopyable {
        var end: Int64 = .min
        var count = 0
        var sum = 0.0
        var squares = 0.0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var first = 0.0
        var last = 0.0

        /// Whether the span that ended had a mean above the limit.
        mutating func add(_ value: Double, at time: Int64, length: Int64) -> Bool {
            var isHigh = false
            if time >= end {
                isHigh = count > 0 && sum / Double(count) > EngineBenchmarkStream.limit
                self = Span(end: (time / length + 1) * length, first: value)
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

    private struct State: BitwiseCopyable {
        var short = Span()
        var long = Span()
        var isRaised = false
    }

    private let states: UnsafeMutablePointer<State>
    private let ring = Ring<Reading>(capacity: 1 << 14)
    private var raised = 0

    init(series: Int) {
        states = .allocate(capacity: series)
        states.initialize(repeating: State(), count: series)
    }

    deinit {
        states.deallocate()
    }

    mutating func seconds(_ stream: EngineBenchmarkStream, readings: Int) -> Double {
        var seconds = 0.0
        stream.forEachBatch(of: 4_096, from: stream.series, count: readings) { run in
            seconds += ProcessorTime.seconds { evaluate(run) }
        }
        return seconds
    }

    private mutating func evaluate(_ batch: UnsafeBufferPointer<Reading>) {
        _ = ring.push(batch)
        while true {
            let run = ring.front()
            if run.isEmpty { return }
            for reading in run {
                let state = states + Int(reading.series.index)
                let time = reading.eventTime.nanoseconds
                let isHigh = reading.value > EngineBenchmarkStream.limit
                if isHigh != state.pointee.isRaised {
                    state.pointee.isRaised = isHigh
                    raised += 1
                }
                if state.pointee.short.add(reading.value, at: time, length: Nanoseconds.perMinute) { raised += 1 }
                if state.pointee.long.add(reading.value, at: time, length: Nanoseconds.perHour) { raised += 1 }
            }
            ring.consume(run.count)
        }
    }
}
