// Windows against an oracle that keeps every reading and adds it all up at the end.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct WindowOracleTests {
    struct Sample {
        var time: Int64
        var value: Double
    }

    static let second = Nanoseconds.perSecond

    /// Times at irregular distances with gaps, some of them before 1970.
    static func samples(_ random: inout SeededRandom, count: Int) -> [Sample] {
        var time = Int64.random(in: -1_000...1_000, using: &random) * second
        return (0..<count).map { _ in
            time += Int64.random(in: 1...(3 * second), using: &random)
            if Int.random(in: 0..<40, using: &random) == 0 { time += 100 * second }
            return Sample(time: time, value: Double.random(in: -50...950, using: &random))
        }
    }

    /// The samples in an order of arrival in which each overtakes only what is within the lateness.
    static func shuffled(_ samples: [Sample], lateness: Int64, _ random: inout SeededRandom) -> [Sample] {
        samples
            .map { (delivered: $0.time + Int64.random(in: 0...max(0, lateness - 1), using: &random), sample: $0) }
            .sorted { ($0.delivered, $0.sample.time) < ($1.delivered, $1.sample.time) }
            .map(\.sample)
    }

    static func oracle(_ samples: [Sample], length: Int64) -> [ClosedWindow] {
        let groups = Dictionary(grouping: samples) { Nanoseconds.floorDivide($0.time, by: length) }
        return groups.sorted { $0.key < $1.key }.map { index, members in
            let members = members.sorted { $0.time < $1.time }
            let count = Float80(members.count)
            let mean = members.reduce(Float80(0)) { $0 + Float80($1.value) } / count
            let variance = members.reduce(Float80(0)) { $0 + (Float80($1.value) - mean) * (Float80($1.value) - mean) }
            return ClosedWindow(
                series: SeriesID(7),
                start: Timestamp(nanoseconds: index * length),
                end: Timestamp(nanoseconds: (index + 1) * length),
                count: members.count,
                sum: Double(mean * count),
                minimum: members.map(\.value).min()!,
                maximum: members.map(\.value).max()!,
                standardDeviation: Double((variance / count).squareRoot()),
                first: members.first!.value,
                last: members.last!.value
            )
        }
    }

    static func agree(_ left: ClosedWindow, _ right: ClosedWindow) -> Bool {
        var rounded = left
        rounded.sum = right.sum
        rounded.standardDeviation = right.standardDeviation
        return rounded == right
            && abs(left.sum - right.sum) <= 1e-13 * max(1, abs(right.sum))
            && abs(left.standardDeviation - right.standardDeviation) <= 1e-12 * max(1, right.standardDeviation)
    }

    @Test(arguments: 0..<60)
    func anyOrderWithinTheLatenessGivesTheOracleToTheLastBit(round: Int) {
        let seed = UInt64(20_261_123 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 1, 700_000_000, 5 * Self.second, 47 * Self.second][round % 5]
        let lengths = [Self.second, 10 * Self.second, 3_500_000_000].filter {
            WindowLimits.panes(length: $0, lateness: lateness) <= WindowLimits.panesPerWindow
        }
        let samples = Self.samples(&random, count: 800)

        let inOrder = OwnedWindows(lengths: lengths, lateness: lateness)
        for sample in samples { inOrder.insert(sample.value, at: sample.time) }
        inOrder.closeAll()
        let outOfOrder = OwnedWindows(lengths: lengths, lateness: lateness)
        for sample in Self.shuffled(samples, lateness: lateness, &random) {
            outOfOrder.insert(sample.value, at: sample.time)
        }
        outOfOrder.closeAll()

        for (index, length) in lengths.enumerated() {
            let expected = Self.oracle(samples, length: length)
            #expect(inOrder.closed[index].count == expected.count, "seed \(seed)")
            for (window, truth) in zip(inOrder.closed[index], expected) {
                #expect(Self.agree(window, truth), "seed \(seed): \(window) is not \(truth)")
            }
            #expect(outOfOrder.closed[index] == inOrder.closed[index], "seed \(seed), length \(length)")
        }
    }

    /// Anything at all may arrive: what is too old is left out, the rest is the oracle's, and nothing closes twice.
    @Test(arguments: 0..<40)
    func whatIsTooLateTouchesNoClosedWindow(round: Int) {
        let seed = UInt64(77_000 + round)
        var random = SeededRandom(seed: seed)
        let lateness = 4 * Self.second
        let length = 3 * Self.second
        let windows = OwnedWindows(lengths: [length], lateness: lateness)
        var kept: [Sample] = []
        var newest = Int64.min
        var closedThrough = Int64.min
        for sample in Self.shuffled(Self.samples(&random, count: 600), lateness: 20 * Self.second, &random) {
            newest = max(newest, sample.time)
            let end = (Nanoseconds.floorDivide(sample.time, by: length) + 1) * length
            // A quiet series' windows close by the clock as well, at any moment.
            if Int.random(in: 0..<20, using: &random) == 0 {
                let clock = newest + Int64.random(in: 0...(10 * Self.second), using: &random)
                windows.close(by: Timestamp(nanoseconds: clock))
            }
            windows.close(by: Timestamp(nanoseconds: newest))
            closedThrough = windows.closed[0].last?.end.nanoseconds ?? .min
            if end > closedThrough, end + lateness > newest { kept.append(sample) }
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        let expected = Self.oracle(kept, length: length)
        #expect(windows.closed[0].count == expected.count, "seed \(seed)")
        for (window, truth) in zip(windows.closed[0], expected) {
            #expect(Self.agree(window, truth), "seed \(seed): \(window) is not \(truth)")
        }
    }
}
