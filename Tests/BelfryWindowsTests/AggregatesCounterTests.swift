// Counters against walking over every pair of readings.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct AggregatesCounterTests {
    typealias Reading = SpanEdgesTests.Reading

    static let second = Nanoseconds.perSecond

    static func counter(_ readings: [Reading], modulus: Double?) -> CounterIncrease {
        readings.reduce(into: CounterIncrease()) { $0.add($1.value, at: $1.time, modulus: modulus) }
    }

    static func oracle(_ values: [Double], modulus: Double?) -> (increase: Float80, rollovers: Int, resets: Int) {
        let values = values.map { max(0, $0) }
        var (increase, rollovers, resets) = (Float80(0), 0, 0)
        for (previous, value) in zip(values, values.dropFirst()) {
            if value >= previous {
                increase += Float80(value) - Float80(previous)
            } else if let modulus, previous < modulus, previous >= 0.9 * modulus, value < 0.1 * modulus {
                increase += Float80(modulus) - Float80(previous) + Float80(value)
                rollovers += 1
            } else {
                increase += Float80(value)
                resets += 1
            }
        }
        return (increase, rollovers, resets)
    }

    /// A true counter as its device shows it: modulo the modulus, anew from 0 at times.
    static func shown(modulus: Double, _ random: inout SeededRandom) -> (values: [Double], increase: Double) {
        var (total, value) = (0.0, Double.random(in: 0..<modulus, using: &random).rounded(.down))
        let first = value
        let steps = (0..<700).map { _ in
            if Int.random(in: 0..<60, using: &random) == 0, value < 0.9 * modulus { value = 0 }
            let step = Double.random(in: 0...modulus / 11, using: &random).rounded(.down)
            total += step
            value += step
            if value >= modulus { value -= modulus }
            return value
        }
        return ([first] + steps, total)
    }

    /// With steps below a tenth of the modulus every rollover is seen as one, and what a reset hides is less than a step.
    @Test(arguments: [0x1p16, 0x1p32, 1_000_000, 0x1p48])
    func aTrueCountersIncreaseIsFound(modulus: Double) {
        var random = SeededRandom(seed: 71_000)
        let (values, increase) = Self.shown(modulus: modulus, &random)
        let readings = SpanEdgesTests.timed(values, &random)
        let counter = Self.counter(readings, modulus: modulus)
        #expect(counter.rollovers > 10 && counter.resets > 3)
        #expect(counter.increase! <= increase && counter.increase! >= increase - 20 * modulus / 11)
    }

    @Test(arguments: 0..<10)
    func splitAnywhereItIsTheOracles(round: Int) {
        let seed = UInt64(72_000 + round)
        var random = SeededRandom(seed: seed)
        var streams = AggregateStream.all(seed: seed)
        for modulus in [0x1p16, 0x1p32, 999] {
            let shown = Self.shown(modulus: modulus, &random).values
            streams.append(AggregateStream(name: "modulus \(modulus)", values: shown))
        }
        for stream in streams {
            for modulus in [nil, 0x1p16, 0x1p32, 999, 1e300] {
                let readings = SpanEdgesTests.timed(stream.values, &random)
                let truth = Self.oracle(stream.values, modulus: modulus)
                let parts = AggregatesTimeTests.cut(readings, &random).map { Self.counter($0, modulus: modulus) }
                let merged = mergedInAnyOrder(parts, &random) { $0.merge($1, modulus: modulus) }
                let whole = Self.counter(readings, modulus: modulus)
                #expect(merged.increase == whole.increase, "seed \(seed), \(stream), \(modulus ?? 0)")
                #expect(merged.ratePerSecond == whole.ratePerSecond)
                #expect(merged.rollovers == truth.rollovers && merged.resets == truth.resets, "seed \(seed), \(stream)")
                let expected = min(truth.increase, Float80(Double.greatestFiniteMagnitude))
                let distance = abs(Float80(whole.increase!) - expected)
                #expect(distance <= 0x1p-52 * expected, "seed \(seed), \(stream), \(modulus ?? 0)")
            }
        }
    }

    /// Each window begins at the last reading of the one before: nothing between them is lost or counted twice.
    @Test(arguments: 0..<10)
    func consecutiveWindowsAddUpToTheWhole(round: Int) {
        let seed = UInt64(73_000 + round)
        var random = SeededRandom(seed: seed)
        let readings = SpanEdgesTests.timed(Self.shown(modulus: 0x1p32, &random).values, &random)
        let panes = AggregatesTimeTests.cut(readings, &random).map { Self.counter($0, modulus: 0x1p32) }
        var (total, rollovers, carried) = (0.0, 0, HeldValue?.none)
        for pane in panes {
            var window = carried.map(CounterIncrease.init(startingAt:)) ?? CounterIncrease()
            window.merge(pane, modulus: 0x1p32)
            total += window.increase ?? 0
            rollovers += window.rollovers
            carried = window.last
        }
        let whole = Self.counter(readings, modulus: 0x1p32)
        #expect(total == whole.increase && rollovers == whole.rollovers, "seed \(seed)")
    }

    /// Pairs of readings of a counter of 16 bits: the increase, the rollovers, the resets.
    @Test(arguments: [
        (65_530.0, 4.0, 10.0, 1, 0), (30_000, 4, 4, 0, 1), (65_530, 30_000, 30_000, 0, 1), (7, 7, 0, 0, 0),
        (65_535, 0, 1, 1, 0), (70_000, 4, 4, 0, 1), (-5, 3, 3, 0, 0), (5, -3, 0, 0, 1),
    ])
    func aFallIsARolloverOnlyFromTheTopToTheBottom(
        previous: Double,
        value: Double,
        increase: Double,
        rollovers: Int,
        resets: Int
    ) {
        let readings = [Reading(time: 0, value: previous), Reading(time: 4 * Self.second, value: value)]
        let counter = Self.counter(readings, modulus: 65_536)
        #expect(counter.increase == increase && counter.ratePerSecond == increase / 4)
        #expect(counter.rollovers == rollovers && counter.resets == resets)
        let unlimited = Self.counter(readings, modulus: nil)
        #expect(unlimited.rollovers == 0 && unlimited.resets == rollovers + resets)
    }

    @Test func oneReadingHasNoRateAndNoneHasNoIncrease() {
        #expect(CounterIncrease().increase == nil && CounterIncrease().ratePerSecond == nil)
        let one = Self.counter([Reading(time: 3, value: 9)], modulus: nil)
        #expect(one.increase == 0 && one.ratePerSecond == nil && one.last?.value == 9)
        let instant = Self.counter([Reading(time: 3, value: 9), Reading(time: 3, value: 11)], modulus: nil)
        #expect(instant.increase == 2 && instant.ratePerSecond == nil)
    }
}
