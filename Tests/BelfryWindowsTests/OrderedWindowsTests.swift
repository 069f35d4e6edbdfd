// Windows that depend on the order of readings, fed out of order, against oracles that sort all readings first.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct OrderedWindowsTests {
    typealias Sample = WindowOracleTests.Sample

    static let second = Nanoseconds.perSecond
    static let hold = 25 * second
    static let terms = OrderedTerms(
        holdNanoseconds: hold,
        counterModulus: 1_000,
        bands: [.above(400), ValueBand(low: 100, high: 200)]
    )
    static let aggregates: [WindowAggregate] = [
        .timeMean, .integral, .share(band: 0), .share(band: 1), .increase, .resets, .count, .last, .duration,
    ]
    static let components = aggregates.reduce(into: PaneComponents()) { $0.formUnion($1.components) }

    /// What a window says, worked out from all readings in order.
    static func truth(_ window: ClosedWindow, _ sorted: [Sample], isOnGrid: Bool) -> [Double] {
        let (start, end) = (window.start.nanoseconds, window.end.nanoseconds)
        let members = sorted.filter { $0.time >= start && $0.time < end }
        let before = isOnGrid ? sorted.last { $0.time < start } : nil
        let steps = (before.map { [$0] } ?? []) + members
        func held(_ value: (Double) -> Double) -> (mean: Double, integral: Double) {
            var (integral, covered) = (Float80(0), Int64(0))
            for (index, step) in steps.enumerated() {
                let next = index + 1 < steps.count ? steps[index + 1].time : end
                let nanoseconds = max(0, min(next, step.time + hold, end) - max(step.time, start))
                integral += Float80(value(step.value)) * Float80(nanoseconds)
                covered += nanoseconds
            }
            guard covered > 0 else { return (.nan, .nan) }
            return (Double(integral / Float80(covered)), Double(integral / 1e9))
        }
        var (increase, resets) = (0.0, 0)
        for (previous, next) in zip(steps.map(\.value), steps.map(\.value).dropFirst()) {
            if next >= previous {
                increase += next - previous
            } else if previous >= 900, next < 100 {
                increase += 1_000 - previous + next
            } else {
                increase += next
                resets += 1
            }
        }
        let isKnown = !steps.isEmpty
        return [
            held { $0 }.mean, held { $0 }.integral, held { $0 > 400 ? 1 : 0 }.mean,
            held { (100...200).contains($0) ? 1 : 0 }.mean, isKnown ? increase : .nan,
            isKnown ? Double(resets) : .nan, Double(members.count), members.last?.value ?? .nan,
            Double(end - start) / 1e9,
        ]
    }

    static func samples(_ random: inout SeededRandom) -> [Sample] {
        // Some values come again and again, so that states last.
        var value = 0.0
        return WindowOracleTests.samples(&random, count: 400).map { sample in
            if Int.random(in: 0..<3, using: &random) == 0 { value = max(0, sample.value).rounded() }
            return Sample(time: sample.time, value: value)
        }
    }

    static func agree(_ values: [Double], _ truth: [Double]) -> Bool {
        zip(values, truth).allSatisfy { value, truth in
            value.isNaN && truth.isNaN || (value - truth).magnitude <= 1e-9 * max(1, truth.magnitude)
        }
    }

    @Test(arguments: 0..<24)
    func onAGridEachIsWhatItsReadingsSayInOrder(round: Int) {
        let seed = UInt64(15_000 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 1, 20, 90][round % 4] * Self.second
        let shapes: [WindowDefinition.Shape] = [
            .tumbling(lengthNanoseconds: 60 * Self.second), .tumbling(lengthNanoseconds: 20 * Self.second),
            .sliding(lengthNanoseconds: 120 * Self.second, everyNanoseconds: 30 * Self.second),
            .tumbling(lengthNanoseconds: 300 * Self.second, phaseNanoseconds: 60 * Self.second),
        ]
        let windows = OwnedWindows(
            shapes.map { WindowDefinition($0, components: Self.components) },
            lateness: lateness,
            terms: Self.terms
        )
        windows.aggregates = Self.aggregates
        let samples = Self.samples(&random)
        for sample in WindowOracleTests.shuffled(samples, lateness: lateness, &random) {
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        for (definition, told) in windows.told.enumerated() {
            #expect(Set(told.map(\.end)).count == told.count, "seed \(seed): each is told once")
            #expect(told.map(\.count).reduce(0, +) == samples.count * (definition == 2 ? 4 : 1), "seed \(seed)")
            for (window, values) in zip(told, windows.values[definition]) {
                let truth = Self.truth(window, samples, isOnGrid: true)
                #expect(
                    Self.agree(values, truth),
                    "seed \(seed): \(WindowOracleTests.line(window)): \(values), \(truth)"
                )
            }
        }
    }

    /// Runs of readings by a rule that says where one ends and when.
    static func runs(_ sorted: [Sample], endsBefore: ([Sample], Sample) -> Bool) -> [[Sample]] {
        var runs: [[Sample]] = []
        for sample in sorted {
            if let last = runs.last, !endsBefore(last, sample) {
                runs[runs.count - 1].append(sample)
            } else {
                runs.append([sample])
            }
        }
        return runs
    }

    @Test(arguments: 0..<24)
    func runsAreThoseOfTheReadingsInOrder(round: Int) {
        let seed = UInt64(16_000 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 1, 20, 90][round % 4] * Self.second
        let (gap, longest) = (2 * Self.second, 40 * Self.second)
        let shapes: [WindowDefinition.Shape] = [
            .session(gapNanoseconds: gap, maximumNanoseconds: longest), .count(7),
            .state(nil, maximumNanoseconds: longest), .state(.above(400), maximumNanoseconds: Nanoseconds.perDay),
        ]
        let windows = OwnedWindows(
            shapes.map { WindowDefinition($0, components: Self.components) },
            lateness: lateness,
            terms: Self.terms
        )
        windows.aggregates = Self.aggregates
        let samples = Self.samples(&random)
        for sample in WindowOracleTests.shuffled(samples, lateness: lateness, &random) {
            windows.insert(sample.value, at: sample.time)
        }
        windows.closeAll()
        let sessions = Self.runs(samples) { $1.time - $0.last!.time >= gap || $1.time - $0[0].time >= longest }
        let states = Self.runs(samples) { $1.value != $0[0].value || $1.time - $0[0].time >= longest }
        let inBand = Self.runs(samples) { ($1.value > 400) != ($0[0].value > 400) }.filter { $0[0].value > 400 }
        let counts = stride(from: 0, to: samples.count - samples.count % 7, by: 7).map { Array(samples[$0..<$0 + 7]) }
        for (definition, expected) in [sessions, counts, states, inBand].enumerated() {
            let told = windows.told[definition]
            #expect(told.map(\.count) == expected.map(\.count), "seed \(seed): \(shapes[definition])")
            for (window, run) in zip(told, expected) {
                #expect(window.start.nanoseconds == run[0].time)
                #expect(window.end.nanoseconds > run.last!.time && window.revision == 0)
            }
            for (window, values) in zip(told, windows.values[definition]) {
                let truth = Self.truth(window, samples, isOnGrid: false)
                #expect(
                    Self.agree(values, truth),
                    "seed \(seed): \(WindowOracleTests.line(window)): \(values), \(truth)"
                )
            }
        }
    }

    @Test func aQuietSessionEndsByTimeAndAHeldValueGoesOn() {
        let windows = OwnedWindows(
            [
                WindowDefinition(.session(gapNanoseconds: 5 * Self.second, maximumNanoseconds: Nanoseconds.perDay)),
                WindowDefinition(.tumbling(lengthNanoseconds: 10 * Self.second), components: .timeWeighted),
            ],
            lateness: 3 * Self.second,
            interval: 20 * Self.second
        )
        windows.aggregates = [.timeMean]
        windows.insert(8, at: 1 * Self.second)
        windows.insert(8, at: 4 * Self.second)
        windows.insert(4, at: 2 * Self.second)
        windows.close(by: Timestamp(nanoseconds: 11 * Self.second))
        #expect(windows.told[0].isEmpty, "it may still be followed by what is late")
        windows.close(by: Timestamp(nanoseconds: 12 * Self.second))
        #expect(windows.told[0].map(\.count) == [3])
        #expect(windows.told[0].map(\.end) == [Timestamp(nanoseconds: 9 * Self.second)])
        windows.close(by: Timestamp(nanoseconds: 33 * Self.second))
        #expect(windows.told[1].map(\.count) == [3, 0, 0])
        let means: [Double] = windows.values[1].map { $0[0] }
        #expect(means == [64.0 / 9, 8, 8])
        #expect(windows.told[1].map(\.coverage) == [0.9, 1, 1])
        #expect(windows.told[1].map(\.standing) == [.complete, .empty, .empty])
    }

    /// A door that was opened says so once; whether it has stood open is asked of the windows after.
    @Test func whatHoldsIsToldWhileItHolds() {
        let windows = OwnedWindows(
            [WindowDefinition(.tumbling(lengthNanoseconds: 300 * Self.second), components: .share(0))],
            terms: OrderedTerms(holdNanoseconds: 900 * Self.second, bands: [.exactly(1)])
        )
        windows.aggregates = [.share(band: 0)]
        windows.insert(1, at: 120 * Self.second)
        windows.close(by: Timestamp(nanoseconds: 3_000 * Self.second))
        #expect(windows.told[0].map(\.standing) == [.incomplete, .empty, .empty, .idle])
        #expect(windows.told[0].map(\.coverage) == [0.6, 1, 1, 0.4])
        #expect(windows.values[0].map { $0[0] } == [1, 1, 1, 1])
    }

    /// Where nothing may wait any more, what waited is lost to all windows, and that is said.
    @Test func withoutLatenessWindowsBeginAnew() {
        let definition = WindowDefinition(.count(2))
        let before = OwnedWindows([definition], lateness: 10 * Self.second)
        before.insert(1, at: Self.second)
        #expect(OwnedWindows([definition]).adopt(before) == [0])
    }

    @Test func aWindowThatNeedsItsReadingsInOrderFromNowOnBeginsAnew() {
        let mean = WindowDefinition(.tumbling(lengthNanoseconds: 60 * Self.second))
        let held = WindowDefinition(.tumbling(lengthNanoseconds: 60 * Self.second), components: .timeWeighted)
        for (former, later) in [(mean, held), (held, mean)] {
            let before = OwnedWindows([former])
            #expect(OwnedWindows([later]).adopt(before) == [], "nothing has come")
            before.insert(1, at: Self.second)
            #expect(OwnedWindows([later]).adopt(before) == [0])
        }
    }

    @Test func whatComesTooLateIsLeftOutAndSaid() {
        let windows = OwnedWindows([WindowDefinition(.count(1))], lateness: 10 * Self.second)
        for time in [100, 95, 111, 99, 101] { windows.insert(Double(time), at: Int64(time) * Self.second) }
        windows.closeAll()
        // Of the five, 99 came when 111 − 10 had passed it; 101 just in time.
        #expect(windows.told[0].map(\.sum) == [95, 100, 101, 111])
    }

    /// No more may wait than there is room for: the oldest goes on, and nothing that is in order is lost.
    @Test func aFloodGoesOnEarly() {
        let windows = OwnedWindows([WindowDefinition(.count(1))], lateness: 3_600 * Self.second)
        for time in 0..<1_000 { windows.insert(Double(time), at: Int64(time) * Self.second) }
        #expect(windows.told[0].count == 1_000 - WindowLimits.waitingReadings)
        windows.insert(5, at: 5 * Self.second)
        windows.closeAll()
        #expect(windows.told[0].map(\.sum) == (0..<1_000).map(Double.init))
    }

    @Test(arguments: 0..<30)
    func aReloadKeepsWhatStays(round: Int) {
        let seed = UInt64(17_000 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 20][round % 2] * Self.second
        let all: [WindowDefinition] = [
            WindowDefinition(.tumbling(lengthNanoseconds: 60 * Self.second), components: Self.components),
            WindowDefinition(.session(gapNanoseconds: 5 * Self.second, maximumNanoseconds: Nanoseconds.perDay)),
            WindowDefinition(
                .sliding(lengthNanoseconds: 90 * Self.second, everyNanoseconds: 30 * Self.second),
                components: Self.components
            ),
            WindowDefinition(.state(.above(400), maximumNanoseconds: Nanoseconds.perDay), components: .edges),
            WindowDefinition(.count(9), components: .timeWeighted),
            WindowDefinition(lengthNanoseconds: 60 * Self.second),
        ]
        func owned(_ order: [Int]) -> OwnedWindows {
            let windows = OwnedWindows(order.map { all[$0] }, lateness: lateness, terms: Self.terms)
            windows.aggregates = Self.aggregates
            return windows
        }
        let samples = WindowOracleTests.shuffled(Self.samples(&random), lateness: lateness, &random)
        let undisturbed = owned(Array(all.indices))
        let before = owned(Array(all.indices))
        let order = all.indices.shuffled(using: &random)
        let after = owned(order)
        let cut = Int.random(in: 1..<samples.count, using: &random)
        for sample in samples[..<cut] {
            undisturbed.insert(sample.value, at: sample.time)
            before.insert(sample.value, at: sample.time)
        }
        #expect(after.adopt(before) == [])
        for sample in samples[cut...] {
            undisturbed.insert(sample.value, at: sample.time)
            after.insert(sample.value, at: sample.time)
        }
        undisturbed.closeAll()
        after.closeAll()
        for (place, definition) in order.enumerated() {
            let whole = undisturbed.told[definition]
            let parts = before.told[definition] + after.told[place]
            #expect(parts == whole, "seed \(seed), \(all[definition].shape)")
            let values = before.values[definition] + after.values[place]
            let isSame = zip(values, undisturbed.values[definition]).allSatisfy(Self.agree)
            #expect(isSame, "seed \(seed), \(all[definition].shape)")
        }
    }
}
