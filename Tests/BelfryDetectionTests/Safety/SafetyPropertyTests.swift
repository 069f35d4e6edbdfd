// What holds for every detector holds for these: random readings against random parameters.

import BelfryDetection
import BelfryModel
import Testing

@Suite struct SafetyPropertyTests {
    /// A watch with random parameters on the series that it is for.
    private static func watch(_ random: inout SeededGenerator, _ kind: Int) throws -> Watch {
        let limit = random.uniform(3...8)
        let time = seconds(random.uniform(1...30))
        switch kind {
        case 0:
            // Values are 0 to 10, and 30 ppm are 3.5 of these.
            return try Watch(
                .carbonMonoxideDose(
                    CarbonMonoxideDoseParameters(clearAfterNanoseconds: time, recoveryNanoseconds: minutes(2))
                ),
                quantity: "co",
                unit: "[ppm]"
            )
        case 1:
            return try Watch(
                .flood(
                    FloodParameters(
                        above: limit,
                        risesBy: limit / 2,
                        perNanoseconds: seconds(random.uniform(1...20)),
                        clearAfterNanoseconds: time,
                        confirmNanoseconds: seconds(random.uniform(0...10))
                    )
                )
            )
        case 2:
            return try Watch(
                .acoustic(
                    AcousticParameters(
                        above: 70,
                        longestNanoseconds: seconds(random.uniform(0...10)),
                        clearAfterNanoseconds: time
                    )
                ),
                quantity: "laeq",
                unit: "dB(A)",
                severity: .minor
            )
        case 4:
            return try Watch(
                .noisePeriod(NoisePeriodParameters(measure: .night, above: 60, minimumCapture: 0.001)),
                quantity: "laeq",
                unit: "dB(A)"
            )
        default:
            return try Watch(
                .crowd(
                    CrowdParameters(
                        above: limit,
                        forNanoseconds: Bool.random(using: &random) ? 0 : seconds(random.uniform(0...5)),
                        withinNanoseconds: time,
                        trendNanoseconds: seconds(random.uniform(10...60)),
                        clearAfterNanoseconds: seconds(random.uniform(0...10))
                    )
                ),
                quantity: "people_density",
                unit: "1/m2"
            )
        }
    }

    private static let kinds = 5

    private static func arrivals(_ random: inout SeededGenerator, _ kind: Int) -> [DetectorPropertyTests.Arrival] {
        var arrivals = DetectorPropertyTests.arrivals(&random)
        let factor: Double = [60, 1, 10, 1, 10][kind]
        for index in arrivals.indices { arrivals[index].value *= factor }
        return arrivals
    }

    @Test(arguments: 0..<kinds, 1...40 as ClosedRange<UInt64>)
    func raisedAndClearedAlternateWhereverTicksFall(kind: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let watch = try Self.watch(&random, kind)
        let arrivals = Self.arrivals(&random, kind)
        let verdicts = DetectorPropertyTests.verdicts(watch, of: arrivals, tickEvery: nil)
        for (index, verdict) in verdicts.enumerated() {
            #expect(verdict.phase == (index % 2 == 0 ? .raised : .cleared))
            #expect(!watch.finding(verdict).text.isEmpty)
            guard index > 0 else { continue }
            #expect(verdict.detectedAt >= verdicts[index - 1].detectedAt)
            guard verdict.phase == .cleared else { continue }
            #expect(verdict.from == verdicts[index - 1].from)
            #expect(try #require(verdict.to) >= verdict.from)
        }
        let raised = verdicts.filter { $0.phase == .raised }
        #expect(Set(raised.map { watch.finding($0).id }).count == raised.count)
        for step in [0.25, 1.7, 33] {
            let ticked = DetectorPropertyTests.verdicts(watch, of: arrivals, tickEvery: step)
            #expect(verdicts.map(watch.finding) == ticked.map(watch.finding), "tick \(step) s")
        }
    }

    @Test(arguments: 0..<kinds, 1...20 as ClosedRange<UInt64>)
    func aRestoredDetectorClearsFirst(kind: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Self.watch(&random, kind)
        watch.detector.restore(activeSince: Watch.start + -500, value: 5)
        #expect(watch.detector.activeSince == Watch.start + -500)
        let verdicts = DetectorPropertyTests.verdicts(watch, of: Self.arrivals(&random, kind), tickEvery: 5)
        if let first = verdicts.first {
            #expect(first.phase == .cleared)
            #expect(first.from == Watch.start + -500)
        }
        watch.detector.with { $0.rest() }
        #expect(watch.detector.activeSince == nil)
        #expect(watch.detector.deadline == .distantFuture)
    }

    @Test(arguments: 0..<kinds, 1...20 as ClosedRange<UInt64>)
    func absurdTimesAndValuesTrapNothing(kind: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var watch = try Self.watch(&random, kind)
        let times = [Timestamp.distantPast, Timestamp(nanoseconds: -1), Watch.start, .distantFuture]
        let values = [0, -1e308, 1e308, .leastNonzeroMagnitude, 7]
        for step in 0..<300 {
            let arrival = Watch.start + Double(step) * 20
            let verdicts =
                watch.pass(to: arrival)
                + [
                    watch.detector.observe(
                        Reading(
                            series: SeriesID(7),
                            value: values.randomElement(using: &random)!,
                            eventTime: times.randomElement(using: &random)!,
                            arrivalTime: arrival
                        )
                    )
                ].compactMap(\.self)
            for finding in verdicts.map(watch.finding) {
                #expect(finding.value.isFinite && finding.evidence.allSatisfy { $0.value.isFinite })
                #expect(!finding.text.contains("nan") && !finding.text.contains("inf"), "\(finding.text)")
            }
            if step % 50 == 0 {
                watch.detector.followSetBack(to: Watch.start, arrival: arrival)
                watch.detector.follow(ClockShift(arrivalNanoseconds: 1, eventNanoseconds: seconds(3)))
            }
        }
    }
}
