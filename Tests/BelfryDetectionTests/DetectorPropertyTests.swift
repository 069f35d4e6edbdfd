// What holds for every detector, whatever arrives: random readings against random parameters.

import BelfryDetection
import BelfryModel
import Testing

@Suite struct DetectorPropertyTests {
    struct Arrival {
        var value: Double
        var eventTime: Timestamp
        var lateness: Double
    }

    /// A detector with random parameters.
    static func definition(_ random: inout SeededGenerator) -> DetectorDefinition {
        let limit = random.uniform(2...8)
        switch Int.random(in: 0..<10, using: &random) {
        case 0:
            return .threshold(
                ThresholdParameters(
                    above: limit,
                    clearBelow: limit - random.uniform(0...2),
                    forNanoseconds: Bool.random(using: &random) ? 0 : seconds(random.uniform(0...20))
                )
            )
        case 1:
            return .rateOfChange(
                RateOfChangeParameters(risesBy: limit, fallsBy: limit, perNanoseconds: seconds(random.uniform(1...20)))
            )
        case 2:
            let isLearnt = Bool.random(using: &random)
            return .silence(SilenceParameters(cadenceNanoseconds: isLearnt ? nil : seconds(random.uniform(1...5))))
        case 3:
            return .flatLine(
                FlatLineParameters(
                    tolerance: random.uniform(0...3),
                    durationNanoseconds: seconds(random.uniform(2...20)),
                    minimumReadings: 3
                )
            )
        case 4: return .grossRange(GrossRangeParameters(low: 1, high: limit, count: 2))
        case 5:
            let isLearnt = Bool.random(using: &random)
            return .spike(
                SpikeParameters(
                    method: Bool.random(using: &random) ? .average : .differential,
                    above: isLearnt ? nil : limit / 2,
                    times: 1.1,
                    count: Int.random(in: 1...5, using: &random),
                    withinNanoseconds: seconds(random.uniform(1...60))
                )
            )
        case 6:
            return .noise(NoiseParameters(above: limit / 2, overNanoseconds: seconds(20), minimumReadings: 4, count: 1))
        case 7:
            return .attenuated(
                AttenuatedParameters(below: limit / 2, overNanoseconds: seconds(20), minimumReadings: 4, count: 1)
            )
        case 8: return .climatology(ClimatologyParameters(highByMonth: Array(repeating: limit, count: 12), count: 2))
        default:
            return .clock(
                ClockParameters(
                    aheadNanoseconds: seconds(random.uniform(1...2)),
                    behindNanoseconds: seconds(random.uniform(1...4)),
                    forNanoseconds: seconds(random.uniform(0...2)),
                    count: Int.random(in: 1...2, using: &random)
                )
            )
        }
    }

    /// A sensor with pauses, stretches that do not move, disorder and a clock that is off.
    static func arrivals(_ random: inout SeededGenerator) -> [Arrival] {
        var arrivals: [Arrival] = []
        var now = Watch.start
        var value = 5.0
        for _ in 0..<400 {
            let isPause = random.uniform(0...1) < 0.03
            now = now + (isPause ? random.uniform(10...200) : random.uniform(0...2))
            if random.uniform(0...1) < 0.6 { value = random.uniform(0...10) }
            let lateness = random.uniform(0...1) < 0.1 ? random.uniform(-3...20) : 0
            arrivals.append(Arrival(value: value, eventTime: now + -lateness, lateness: lateness))
        }
        return arrivals
    }

    static func verdicts(_ watch: Watch, of arrivals: [Arrival], tickEvery step: Double?) -> [Verdict] {
        var watch = watch
        var tick = Watch.start
        for arrival in arrivals {
            let now = arrival.eventTime + arrival.lateness
            if let step {
                while tick + step <= now {
                    tick = tick + step
                    _ = watch.pass(to: tick)
                }
            }
            watch.receive(arrival.value, at: arrival.eventTime, late: arrival.lateness)
        }
        _ = watch.pass(to: Watch.start + 1e6)
        return watch.verdicts
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func raisedAndClearedAlternateAndTimesAreInOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let watch = try Watch(Self.definition(&random))
        let verdicts = Self.verdicts(watch, of: Self.arrivals(&random), tickEvery: nil)
        for (index, verdict) in verdicts.enumerated() {
            #expect(verdict.phase == (index % 2 == 0 ? .raised : .cleared), "seed \(seed)")
            #expect(verdict.series == SeriesID(7))
            #expect(verdict.detectedAt >= Watch.start, "seed \(seed)")
            guard index > 0 else { continue }
            #expect(verdict.detectedAt >= verdicts[index - 1].detectedAt, "seed \(seed)")
            if verdict.phase == .cleared {
                #expect(verdict.from == verdicts[index - 1].from, "seed \(seed)")
                #expect(try #require(verdict.to) >= verdict.from, "seed \(seed)")
            }
        }
        let identifiers = verdicts.filter { $0.phase == .raised }.map { watch.finding($0).id }
        #expect(Set(identifiers).count == identifiers.count, "seed \(seed)")
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func nothingDependsOnWhereTicksFall(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let watch = try Watch(Self.definition(&random))
        let arrivals = Self.arrivals(&random)
        let untouched = Self.verdicts(watch, of: arrivals, tickEvery: nil)
        for step in [0.25, 1.7, 33] {
            let ticked = Self.verdicts(watch, of: arrivals, tickEvery: step)
            #expect(untouched.map(watch.finding) == ticked.map(watch.finding), "seed \(seed), tick \(step) s")
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func aRestoredDetectorDoesNotRaiseAgainBeforeItClears(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Watch(Self.definition(&random))
        watch.detector.restore(activeSince: Watch.start + -500, value: 5)
        #expect(watch.detector.activeSince == Watch.start + -500)
        let verdicts = Self.verdicts(watch, of: Self.arrivals(&random), tickEvery: 5)
        #expect(verdicts.first?.phase != .raised, "seed \(seed)")
        if let first = verdicts.first { #expect(first.from == Watch.start + -500) }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func absurdTimesAndValuesTrapNothing(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Watch(Self.definition(&random))
        let times = [Timestamp.distantPast, Timestamp(nanoseconds: -1), Watch.start, .distantFuture]
        let values = [0, -1e308, 1e308, .leastNonzeroMagnitude, 7]
        var arrival = Watch.start
        for _ in 0..<300 {
            arrival = arrival + random.uniform(0...40)
            let reading = Reading(
                series: SeriesID(7),
                value: values.randomElement(using: &random)!,
                eventTime: times.randomElement(using: &random)!,
                arrivalTime: arrival
            )
            _ = watch.pass(to: arrival)
            guard let verdict = watch.detector.observe(reading) else { continue }
            let finding = watch.finding(verdict)
            #expect(finding.value.isFinite, "seed \(seed)")
            #expect(finding.evidence.allSatisfy { $0.value.isFinite }, "seed \(seed)")
            #expect(!finding.text.isEmpty, "seed \(seed)")
        }
    }
}
