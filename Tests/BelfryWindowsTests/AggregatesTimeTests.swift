// What holds over time, against adding up every step of the window.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct AggregatesTimeTests {
    typealias Reading = SpanEdgesTests.Reading

    static let second = Nanoseconds.perSecond

    static func sum(_ readings: [Reading], hold: Int64) -> TimeWeightedSum {
        readings.reduce(into: TimeWeightedSum()) { $0.add($1.value, at: $1.time, maximumHold: hold) }
    }

    /// Cut into parts in the order of time, some of them empty.
    static func cut(_ readings: [Reading], _ random: inout SeededRandom) -> [[Reading]] {
        let cuts = (0..<Int.random(in: 0...12, using: &random)).map { _ in
            Int.random(in: 0...readings.count, using: &random)
        }
        let borders = [0] + cuts.sorted() + [readings.count]
        return zip(borders, borders.dropFirst()).map { Array(readings[$0..<$1]) }
    }

    /// Σ value · time, Σ |value| · time and the covered time of a window, step by step.
    static func oracle(
        _ readings: [Reading],
        from start: Int64,
        to end: Int64,
        carriedIn: Reading?,
        hold: Int64
    ) -> (integral: Float80, magnitude: Float80, covered: Int64) {
        var (integral, magnitude, covered) = (Float80(0), Float80(0), Int64(0))
        let steps = (carriedIn.map { [$0] } ?? []) + readings
        for (index, step) in steps.enumerated() {
            let next = index + 1 < steps.count ? steps[index + 1].time : end
            let held = max(0, min(next, step.time + hold, end) - max(step.time, start))
            integral += Float80(step.value) * Float80(held)
            magnitude += abs(Float80(step.value)) * Float80(held)
            covered += held
        }
        return (integral, magnitude, covered)
    }

    static let holds = [0, 1, 2 * second, 60 * second, Int64.max / 4]

    @Test(arguments: 0..<10)
    func theMeanIsTheOracles(round: Int) {
        let seed = UInt64(61_000 + round)
        var random = SeededRandom(seed: seed)
        let hold = Self.holds[round % Self.holds.count]
        for stream in AggregateStream.all(seed: seed) {
            let readings = SpanEdgesTests.timed(stream.values, &random)
            let start = readings[0].time - Int64.random(in: 0...90, using: &random) * Self.second
            let end = readings.last!.time + Int64.random(in: 1...90, using: &random) * Self.second
            let before = Reading(time: start - Int64.random(in: 0...40, using: &random) * Self.second, value: 17)
            for carriedIn in [nil, before] {
                let result = Self.sum(readings, hold: hold).mean(
                    from: start,
                    to: end,
                    carriedIn: carriedIn.map { HeldValue(value: $0.value, time: $0.time) },
                    maximumHold: hold
                )
                let truth = Self.oracle(readings, from: start, to: end, carriedIn: carriedIn, hold: hold)
                #expect(result.coveredNanoseconds == truth.covered, "seed \(seed), \(stream)")
                #expect(result.coveredShare == Double(truth.covered) / Double(end - start))
                guard let mean = result.mean else {
                    #expect(truth.covered == 0)
                    continue
                }
                let covered = Float80(truth.covered)
                let bound = truth.magnitude / covered * 0x1p-51 + 1e-290
                #expect(abs(Float80(mean) - truth.integral / covered) <= bound, "seed \(seed), \(stream): \(mean)")
                let seconds = abs(Float80(result.integralSeconds) - truth.integral / 1e9)
                #expect(result.integralSeconds.isFinite, "seed \(seed), \(stream)")
                // The integral of the largest values leaves the range and is told as its end.
                if abs(result.integralSeconds) < .greatestFiniteMagnitude {
                    #expect(seconds <= truth.magnitude / 1e9 * 0x1p-51 + 1e-280, "seed \(seed), \(stream)")
                }
            }
        }
    }

    @Test(arguments: 0..<10)
    func splitAnywhereAndMergedInAnyBracketingItIsTheWhole(round: Int) {
        let seed = UInt64(62_000 + round)
        var random = SeededRandom(seed: seed)
        let hold = Self.holds[round % Self.holds.count]
        for stream in AggregateStream.all(seed: seed) {
            let readings = SpanEdgesTests.timed(stream.values, &random)
            let (start, end) = (readings[0].time, readings.last!.time + 5 * Self.second)
            func close(_ sum: TimeWeightedSum) -> TimeWeightedMean {
                sum.mean(from: start, to: end, carriedIn: nil, maximumHold: hold)
            }
            let parts = Self.cut(readings, &random).map { Self.sum($0, hold: hold) }
            let merged = mergedInAnyOrder(parts, &random) { $0.merge($1, maximumHold: hold) }
            #expect(close(merged) == close(Self.sum(readings, hold: hold)), "seed \(seed), \(stream)")
            #expect(merged.last?.time == readings.last!.time && merged.firstTime == readings[0].time)
        }
    }

    @Test(arguments: 0..<10)
    func theShareOfAStateIsTheOracles(round: Int) {
        let seed = UInt64(63_000 + round)
        var random = SeededRandom(seed: seed)
        let hold = Self.holds[round % Self.holds.count]
        for stream in AggregateStream.all(seed: seed) {
            let readings = SpanEdgesTests.timed(stream.values, &random)
            let (start, end) = (readings[0].time - Self.second, readings.last!.time + 20 * Self.second)
            let middle = stream.values.sorted()[stream.values.count / 2]
            for band in [ValueBand.exactly(middle), ValueBand(low: -10, high: 50), ValueBand(low: middle)] {
                func share(_ part: [Reading]) -> StateShare {
                    part.reduce(into: StateShare()) {
                        $0.add($1.value, at: $1.time, within: band, maximumHold: hold)
                    }
                }
                let parts = Self.cut(readings, &random).map(share)
                let merged = mergedInAnyOrder(parts, &random) { $0.merge($1, maximumHold: hold) }
                let inside = share([Reading(time: start - 1, value: middle)]).last
                let result = merged.share(from: start, to: end, carriedIn: inside, maximumHold: hold)
                let indicated = readings.map { Reading(time: $0.time, value: band.contains($0.value) ? 1 : 0) }
                let before = Reading(time: start - 1, value: band.contains(middle) ? 1 : 0)
                let truth = Self.oracle(indicated, from: start, to: end, carriedIn: before, hold: hold)
                #expect(result.coveredNanoseconds == truth.covered, "seed \(seed), \(stream), \(band)")
                // To the nanosecond.
                #expect((result.integralSeconds * 1e9).rounded() == Double(truth.integral), "seed \(seed), \(stream)")
                #expect(result.mean.map { (0...1).contains($0) } ?? (truth.covered == 0))
            }
        }
    }

    @Test func aSilentSensorDoesNotHoldForever() {
        let second = Self.second
        let sum = Self.sum([Reading(time: 0, value: 10), Reading(time: 100 * second, value: 20)], hold: 30 * second)
        let window = sum.mean(from: 0, to: 200 * second, carriedIn: nil, maximumHold: 30 * second)
        #expect(window.mean == 15 && window.coveredNanoseconds == 60 * second && window.coveredShare == 0.3)
    }

    @Test func aWindowWithoutReadingsLivesOnWhatIsCarriedIn() {
        let second = Self.second
        let carried = HeldValue(value: 4, time: -10 * second)
        let window = TimeWeightedSum().mean(from: 0, to: 60 * second, carriedIn: carried, maximumHold: 25 * second)
        #expect(window.mean == 4 && window.coveredNanoseconds == 15 * second && window.integralSeconds == 60)
        let stale = TimeWeightedSum().mean(from: 0, to: 60 * second, carriedIn: carried, maximumHold: 5 * second)
        #expect(stale.mean == nil && stale.coveredShare == 0)
        let whole = TimeWeightedSum().mean(from: 0, to: 60 * second, carriedIn: carried, maximumHold: .max)
        #expect(whole.mean == 4 && whole.coveredShare == 1)
        #expect(TimeWeightedSum().last == nil)
    }

    @Test func ofTwoReadingsAtOneTimeTheLaterHolds() {
        let readings = [(0, 1.0), (10, 100), (10, 3)].map { Reading(time: $0.0 * Self.second, value: $0.1) }
        let sum = Self.sum(readings, hold: .max)
        let window = sum.mean(from: 0, to: 20 * Self.second, carriedIn: nil, maximumHold: .max)
        #expect(window.mean == 2 && window.coveredShare == 1)
    }

    @Test func timesAtTheEndsOfTheRangeDoNotTrap() {
        let ends = [WindowLimits.eventTimeNanoseconds.lowerBound, 0, WindowLimits.eventTimeNanoseconds.upperBound]
        let sum = Self.sum(ends.map { Reading(time: $0, value: .greatestFiniteMagnitude) }, hold: .max)
        let window = sum.mean(
            from: ends[0],
            to: ends[2],
            carriedIn: HeldValue(value: 1, time: ends[0]),
            maximumHold: .max
        )
        #expect(window.mean?.isFinite == true && window.integralSeconds == .greatestFiniteMagnitude)
    }
}
