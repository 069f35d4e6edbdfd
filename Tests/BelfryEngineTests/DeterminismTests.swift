// The promise: the same input gives the same findings, byte for byte, whatever the shard count, the batching, the ticks
// and the threads.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct DeterminismTests {
    static let city = SmallCity(seed: 20_261_123)
    static let reference = try? EngineRun().outcome(of: city, rules: SmallCity.rulesAndGroups())

    @Test func theReferenceHourIsNotAnEmptyProof() throws {
        let (outcome, snapshot) = try #require(Self.reference)
        let raised = Dictionary(grouping: outcome.findings.filter { $0.phase == .raised }, by: \.rule).mapValues(
            \.count
        )
        let cleared = Set(outcome.findings.filter { $0.phase == .cleared }.map(\.rule))
        for rule in try SmallCity.rulesAndGroups().rules {
            #expect(raised[rule.name, default: 0] > 4, "seed \(Self.city.seed): \(raised)")
            #expect(cleared.contains(rule.name), "seed \(Self.city.seed): \(rule.name) never cleared")
        }
        #expect(snapshot.readingsEvaluated == Self.city.readings.count, "none lost, none twice")
        #expect(snapshot.series == Self.city.descriptors.count)
        #expect(snapshot.readingsLate > 0)
        #expect(snapshot.windowsClosed > 5_000)
        #expect(snapshot.findings == outcome.findings.count && snapshot.through == outcome.through.last)
    }

    @Test func findingsComeInTheirOrderAndWithinTheirTick() throws {
        let (outcome, _) = try #require(Self.reference)
        for (earlier, later) in zip(outcome.findings, outcome.findings.dropFirst()) {
            let inOrder =
                (earlier.detectedAt, earlier.series.identity, earlier.rule)
                <= (later.detectedAt, later.series.identity, later.rule)
            #expect(inOrder, "\(earlier.id) before \(later.id)")
        }
        #expect(zip(outcome.through, outcome.through.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        EngineRun(shards: 2), EngineRun(shards: 3), EngineRun(shards: 4), EngineRun(shards: 8),
        EngineRun(batch: 1), EngineRun(shards: 2, batch: 37),
        EngineRun(tickMilliseconds: 100), EngineRun(tickMilliseconds: 7_000),
        EngineRun(tickMilliseconds: 1_000_000_000),
        EngineRun(shards: 3, batch: 7, tickMilliseconds: 333),
        EngineRun(ringCapacity: 4), EngineRun(shards: 3, batch: 100, tickMilliseconds: 7_000, ringCapacity: 8),
        EngineRun(worker: .threads), EngineRun(shards: 2, worker: .threads, tickMilliseconds: 100),
        EngineRun(shards: 3, worker: .threads, batch: 11, tickMilliseconds: 7_000),
        EngineRun(shards: 2, worker: .threads, batch: 64, tickMilliseconds: 500, ringCapacity: 16),
    ])
    func everyWayOfRunningGivesTheSameBytes(run: EngineRun) throws {
        let (reference, expected) = try #require(Self.reference)
        let (outcome, snapshot) = run.outcome(of: Self.city, rules: try SmallCity.rulesAndGroups())
        if outcome.findings != reference.findings {
            let difference = zip(outcome.lines, reference.lines).first { $0 != $1 }
            #expect(difference == nil)
            #expect(outcome.findings.count == reference.findings.count)
        }
        #expect(snapshot.readingsEvaluated == expected.readingsEvaluated)
        #expect(snapshot.readingsLate == expected.readingsLate)
        #expect(snapshot.windowsClosed == expected.windowsClosed)
        #expect(snapshot.findings == expected.findings)
    }

    /// A retained reading says nothing, but its series is settled: so the short way of routine readings, which leaves things
    /// open, comes to the same as the long one.
    @Test(arguments: 0..<4)
    func whatRoutineReadingsLeaveOpenIsWrittenDownInTime(round: Int) throws {
        let city = SmallCity(seed: 700 + UInt64(round), series: 60, seconds: 1_200)
        var settled = city
        settled.readings = city.readings.flatMap { reading in
            var retained = reading
            retained.flags.insert(.retained)
            return [reading, retained]
        }
        let (one, counts) = EngineRun().outcome(of: city, rules: try SmallCity.rulesAndGroups())
        let (other, settledCounts) = EngineRun().outcome(of: settled, rules: try SmallCity.rulesAndGroups())
        #expect(one.lines == other.lines, "seed \(city.seed)")
        #expect(one.findings.count > 20, "no empty proof")
        #expect(counts.windowsClosed == settledCounts.windowsClosed)
        #expect(counts.readingsLate == settledCounts.readingsLate)
    }

    @Test(arguments: 0..<6)
    func otherHoursToo(round: Int) throws {
        let city = SmallCity(seed: 900 + UInt64(round), series: 60, seconds: 1_200)
        let (one, _) = EngineRun(tickMilliseconds: 1_000_000_000).outcome(
            of: city,
            rules: try SmallCity.rulesAndGroups()
        )
        let (other, _) = EngineRun(shards: 3, batch: 5, tickMilliseconds: 170)
            .outcome(of: city, rules: try SmallCity.rulesAndGroups())
        let difference = zip(one.lines, other.lines).first { $0 != $1 }
        #expect(difference == nil && one.findings.count == other.findings.count, "seed \(city.seed)")
    }
}
