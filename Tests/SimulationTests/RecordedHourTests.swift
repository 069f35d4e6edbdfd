// One recorded hour through the whole core in every way that it may be run: the same windows, findings and incidents.

import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryModel
import Testing

@Suite struct RecordedHourTests {
    @Test func everyWayOfRunningGivesTheSameBytes() throws {
        let hour = try RecordedHour()
        let reference = Rerun(shards: 1, batch: 1_000, tickStride: 1).outcome(of: hour.record)
        let raised = Dictionary(grouping: reference.findings.filter { $0.phase == .raised }, by: \.rule)
        for rule in hour.record.rules.rules {
            #expect(raised[rule.name]?.isEmpty == false, "no empty proof: \(rule.name) never spoke")
        }
        #expect(reference.snapshot.windowsClosed > 5 * Int(RecordedHour.seconds))
        #expect(reference.snapshot.windowsRevised > 0)
        #expect(reference.events.count > 60)
        let others = [
            Rerun(shards: 2, batch: 1, tickStride: 1),
            Rerun(shards: 2, batch: 4_099, tickStride: 600),
            Rerun(shards: 4, batch: 37, tickStride: 7, ringCapacity: 4),
            Rerun(shards: 8, batch: 3, tickStride: 61),
            Rerun(shards: 8, batch: 100_000, tickStride: 100_000, ringCapacity: 1 << 14),
        ]
        for run in others {
            let outcome = run.outcome(of: hour.record)
            let findings = SameAgain.difference(outcome.findings, reference.findings, \.line)
            #expect(findings == nil, "\(run)")
            let events = SameAgain.difference(outcome.events, reference.events, { "\($0.incident.id) \($0.entry)" })
            #expect(events == nil, "\(run)")
            // What windows said is in the findings; that no other window closed, was revised or was left out is here, and
            // that all stand alike.
            #expect(outcome.state != nil && outcome.state == reference.state, "\(run)")
            #expect(Self.windows(outcome.snapshot) == Self.windows(reference.snapshot), "\(run)")
        }
    }

    private static func windows(_ snapshot: EngineSnapshot) -> [Int] {
        [
            snapshot.windowsClosed, snapshot.windowsIncomplete, snapshot.windowsRevised, snapshot.windowsEmpty,
            snapshot.readingsEvaluated, snapshot.readingsLate, snapshot.series,
        ]
    }
}
