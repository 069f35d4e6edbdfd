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
        oracle(samples) { time in
            let start = Nanoseconds.floorDivide(time, by: length) * length
            return [start..<start + length]
        }
    }

    /// The windows with values, each sample being in those that `spans` says.
    static func oracle(_ samples: [Sample], spans: (Int64) -> [Range<Int64>]) -> [ClosedWindow] {
        var groups: [Range<Int64>: [Sample]] = [:]
        for sample in samples { for span in spans(sample.time) { groups[span, default: []].append(sample) } }
        return groups.sorted { $0.key.upperBound < $1.key.upperBound }.map { span, members in
            let members = members.sorted { $0.time < $1.time }
            let count = Float80(members.count)
            let mean = members.reduce(Float80(0)) { $0 + Float80($1.value) } / count
            let variance = members.reduce(Float80(0)) { $0 + (Float80($1.value) - mean) * (Float80($1.value) - mean) }
            return ClosedWindow(
                series: SeriesID(7),
                start: Timestamp(nanoseconds: span.lowerBound),
                end: Timestamp(nanoseconds: span.upperBound),
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

    /// What a window says but for how often and how fully it was told.
    static func content(_ window: ClosedWindow) -> ClosedWindow {
        var content = window
        content.revision = 0
        content.standing = .complete
        content.coverage = .nan
        return content
    }

    static func line(_ window: ClosedWindow) -> String {
        "\(window.end.seconds) n \(window.count) sum \(window.sum) sd \(window.standardDeviation)"
            + " \(window.minimum)…\(window.maximum) \(window.first)→\(window.last)"
    }

    static func agree(_ left: ClosedWindow, _ right: ClosedWindow) -> Bool {
        var rounded = content(left)
        rounded.sum = right.sum
        rounded.standardDeviation = right.standardDeviation
        return rounded == content(right)
            && abs(left.sum - right.sum) <= 1e-13 * max(1, abs(right.sum))
            && abs(left.standardDeviation - right.standardDeviation) <= 1e-12 * max(1, right.standardDeviation)
    }

    static func definitions(_ lengths: [Int64]) -> [WindowDefinition] {
        lengths.map { WindowDefinition(.tumbling(lengthNanoseconds: $0), components: .edges) }
    }

    @Test(arguments: 0..<60)
    func anyOrderWithinTheLatenessComesToTheOracleToTheLastBit(round: Int) {
        let seed = UInt64(20_261_123 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 1, 700_000_000, 5 * Self.second, 47 * Self.second][round % 5]
        let sets = [[1, 10, 60], [4, 6], [10], [1, 2, 3, 5], [7, 3_500]].map { $0.map { Int64($0) * Self.second } }
        let lengths = sets[round / 5 % sets.count].filter {
            WindowLimits.revisableSpans(length: $0, lateness: lateness) <= WindowLimits.revisableSpans
        }
        let samples = Self.samples(&random, count: 800)

        let inOrder = OwnedWindows(Self.definitions(lengths), lateness: lateness)
        for sample in samples { inOrder.insert(sample.value, at: sample.time) }
        inOrder.closeAll()
        let outOfOrder = OwnedWindows(Self.definitions(lengths), lateness: lateness)
        for sample in Self.shuffled(samples, lateness: lateness, &random) {
            outOfOrder.insert(sample.value, at: sample.time)
        }
        outOfOrder.closeAll()

        for (index, length) in lengths.enumerated() {
            let expected = Self.oracle(samples, length: length)
            #expect(inOrder.last(index).count == expected.count, "seed \(seed)")
            for (window, truth) in zip(inOrder.last(index), expected) {
                #expect(Self.agree(window, truth), "seed \(seed): \(window) is not \(truth)")
            }
            let reordered = outOfOrder.last(index).map(Self.content)
            let difference = zip(reordered, inOrder.last(index).map(Self.content)).first { $0 != $1 }
            let text = difference.map { "\(Self.line($0.0)) is not \(Self.line($0.1))" }
            #expect(text == nil, "seed \(seed), length \(length)")
            #expect(reordered.count == expected.count)
            Self.checkTellings(inOrder.told[index], seed: seed)
            #expect(inOrder.told[index].allSatisfy { $0.revision == 0 }, "nothing came late")
            Self.checkTellings(outOfOrder.told[index], seed: seed)
        }
    }

    /// First tellings come in the order of time, each once; a revision has the next number.
    ///
    /// It may be the first that is told of a window without readings, since those of idle sensors are not.
    static func checkTellings(_ told: [ClosedWindow], seed: UInt64) {
        var revisions: [Timestamp: Int] = [:]
        var newest = Timestamp.distantPast
        for window in told where window.standing != .idle {
            if window.revision == 0 {
                #expect(window.end > newest, "seed \(seed): \(window) after \(newest)")
                newest = window.end
            } else {
                #expect(window.revision == revisions[window.end, default: 0] + 1, "seed \(seed): \(window)")
            }
            revisions[window.end] = window.revision
        }
    }

    /// Anything at all may arrive: what is too old changes nothing that was told, the rest is the oracle's.
    @Test(arguments: 0..<40)
    func whatIsTooLateTouchesNoWindow(round: Int) {
        let seed = UInt64(77_000 + round)
        var random = SeededRandom(seed: seed)
        let lateness = 4 * Self.second
        let lengths = [3 * Self.second, 6 * Self.second]
        let windows = OwnedWindows(Self.definitions(lengths), lateness: lateness)
        var kept: [[Sample]] = [[], []]
        var newest = Int64.min
        for sample in Self.shuffled(Self.samples(&random, count: 600), lateness: 20 * Self.second, &random) {
            newest = max(newest, sample.time)
            // A quiet series' windows end by the clock as well, at any moment.
            if Int.random(in: 0..<20, using: &random) == 0 {
                let clock = newest + Int64.random(in: 0...(10 * Self.second), using: &random)
                windows.close(by: Timestamp(nanoseconds: clock))
            }
            for (index, length) in lengths.enumerated() {
                let end = (Nanoseconds.floorDivide(sample.time, by: length) + 1) * length
                if end + lateness > newest { kept[index].append(sample) }
            }
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        for (index, length) in lengths.enumerated() {
            let expected = Self.oracle(kept[index], length: length)
            #expect(windows.last(index).count == expected.count, "seed \(seed)")
            for (window, truth) in zip(windows.last(index), expected) {
                #expect(Self.agree(window, truth), "seed \(seed): \(window) is not \(truth)")
            }
        }
    }
}
