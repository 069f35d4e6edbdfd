// What a span knows of its first and its last value.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct SpanEdgesTests {
    struct Reading {
        var time: Int64
        var value: Double
    }

    /// The values at irregular times: bursts within a nanosecond, gaps, several at one time, some before 1970.
    static func timed(_ values: [Double], _ random: inout SeededRandom) -> [Reading] {
        var time = Int64.random(in: -500...500, using: &random) * Nanoseconds.perSecond
        return values.map { value in
            switch Int.random(in: 0..<10, using: &random) {
            case 0: break
            case 1: time += 1
            case 2: time += Int64.random(in: 50...400, using: &random) * Nanoseconds.perSecond
            default: time += Int64.random(in: 1...(3 * Nanoseconds.perSecond), using: &random)
            }
            return Reading(time: time, value: value)
        }
    }

    @Test(arguments: 0..<10)
    func theDeltaIsLastLessFirst(round: Int) {
        let seed = UInt64(74_000 + round)
        var random = SeededRandom(seed: seed)
        for stream in AggregateStream.all(seed: seed) {
            let readings = Self.timed(stream.values, &random)
            var edges = SpanEdges()
            for reading in readings { edges.add(reading.value, time: reading.time) }
            let elapsed = edges.lastTime - edges.firstTime
            #expect(edges.delta.isFinite && elapsed == readings.last!.time - readings[0].time)
            let truth = Float80(edges.last) - Float80(edges.first)
            guard abs(truth) <= Float80(Double.greatestFiniteMagnitude) else { continue }
            #expect(edges.delta == Double(truth), "seed \(seed), \(stream)")
            guard let rate = edges.deltaPerSecond else {
                #expect(elapsed == 0)
                continue
            }
            let exact = truth / (Float80(elapsed) / 1e9)
            let isBeyond = abs(exact) >= Float80(Double.greatestFiniteMagnitude)
            #expect(rate.isFinite && (isBeyond || abs(Float80(rate) - exact) <= 0x1p-51 * abs(exact) + 1e-320))
        }
    }
}
