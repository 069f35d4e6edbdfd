import BelfryModel
import Testing

@testable import BelfryEngine

/// How the journal's tail is read again.
@Suite struct JournalTailTests {
    private static func steps(_ readings: [Reading], restored: RestoredSeries = RestoredSeries()) -> [String] {
        var tail = JournalTail(restored: restored)
        return readings.map { reading in
            let steps = tail.steps(before: reading)
            let tick = steps.tick.map { "tick \($0.seconds) " } ?? ""
            let unheard = steps.unheardSince.map { "unheard since \($0.seconds) " } ?? ""
            return tick + unheard + (steps.isEvaluated ? "evaluate" : "leave")
        }
    }

    @Test func timeMovesOnAndGapsAreNobodysSilence() {
        let readings = [100, 100.5, 101, 106].map { EngineDesk.reading(0, 1, at: $0) }
        #expect(
            Self.steps(readings) == [
                "evaluate", "evaluate", "tick 101.0 evaluate", "tick 102.0 unheard since 101.0 evaluate",
            ]
        )
    }

    @Test func whatAnImageHoldsIsNeitherEvaluatedNorExcusedAgain() {
        var restored = RestoredSeries(instant: EngineDesk.time(110))
        restored.series = [SeriesID(0)]
        let readings = [
            EngineDesk.reading(0, 1, at: 100), EngineDesk.reading(1, 1, at: 110), EngineDesk.reading(0, 1, at: 120),
        ]
        #expect(
            Self.steps(readings, restored: restored) == [
                "leave", "tick 101.0 evaluate", "tick 111.0 unheard since 110.0 evaluate",
            ]
        )
    }

    @Test func aGapRightBehindAnImageIsNobodysSilence() {
        let restored = RestoredSeries(instant: EngineDesk.time(110))
        let readings = [120, 121].map { EngineDesk.reading(0, 1, at: $0) }
        #expect(
            Self.steps(readings, restored: restored) == ["unheard since 110.0 evaluate", "tick 121.0 evaluate"]
        )
    }

    /// A sensor may tell the time of an hour ago: what matters is when its readings came.
    @Test func aFindingIsOfBeforeWhereItsReadingsBeganToComeBefore() {
        let start = Timestamp(seconds: 1_790_000_000)
        func isBefore(detected: Int64, from: Int64, _ evidence: [String: Double] = [:]) -> Bool {
            func time(_ seconds: Int64) -> Timestamp { start.advanced(byNanoseconds: seconds * Nanoseconds.perSecond) }
            let finding = Finding(
                phase: .raised,
                kind: .threshold,
                severity: .minor,
                rule: "rule",
                ruleVersion: "1",
                series: EngineDesk.descriptor(0),
                from: time(from),
                detectedAt: time(detected),
                value: 80,
                text: "",
                evidence: evidence.map { Evidence(name: $0.key, value: $0.value, unit: Unit("s")) }
            )
            return JournalTail.isBefore(start, finding)
        }
        #expect(isBefore(detected: -1, from: 100), "told before")
        #expect(!isBefore(detected: 5, from: -3_000), "its clock is behind")
        #expect(isBefore(detected: 5, from: 100, ["held_seconds": 60]), "its clock is ahead, and it held for a minute")
        #expect(isBefore(detected: 5, from: 100, ["window_seconds": 60]))
        #expect(!isBefore(detected: 95, from: -3_000, ["window_seconds": 60, "members": 3]))
        #expect(isBefore(detected: 85, from: 3_000, ["window_seconds": 60, "members": 3]), "one may have been late")
        #expect(!isBefore(detected: 200, from: 5, ["silent_seconds": 400]), "on our own clock")
        #expect(isBefore(detected: 200, from: -5, ["ahead_limit_seconds": 300]))
    }

    @Test func anImageIsForTwoHoursAndKnownFindingsReachFurther() {
        let newest = EngineDesk.time(100_000)
        #expect(JournalTail.reaches(EngineDesk.time(92_800), from: newest))
        #expect(!JournalTail.reaches(EngineDesk.time(92_799), from: newest))
        #expect(
            JournalTail.reaches(EngineDesk.time(100_001), from: newest),
            "a stop's image is newer than the last reading"
        )
        // Away for a week: what the tail tells again is to be known all the same.
        let since = JournalTail.findingsSince(
            start: EngineDesk.time(700_000),
            newest: newest,
            image: EngineDesk.time(99_000)
        )
        #expect(since == EngineDesk.time(99_000 - 14_400))
    }
}
