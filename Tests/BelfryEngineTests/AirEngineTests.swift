// Readings, not hours: what the engine makes of them for air laws and indices.

import BelfryDetection
import BelfryEngine
import BelfryModel
import Testing

@Suite struct AirEngineTests {
    /// 12 January 2027, 08:00 UTC.
    private static let start = Timestamp(rfc3339: "2027-01-12T08:00:00Z") ?? .distantPast
    private static let minute = Nanoseconds.perMinute

    private struct Run {
        let engine: Engine
        let keeper = ImageTests.Keeper()

        init(_ rules: RuleSet, shards: Int = 1, lateness: Int64) {
            engine = Engine(
                configuration: EngineConfiguration(shards: shards, allowedLatenessNanoseconds: lateness),
                rules: rules,
                describe: { id in
                    SeriesDescriptor(
                        id: id,
                        key: SeriesKey(agency: "environment", sensor: "aq-\(id.index)", quantity: Quantity("no2")),
                        unit: Unit("ug/m3"),
                        domain: .air,
                        cadenceNanoseconds: 5 * AirEngineTests.minute
                    )
                },
                sink: keeper.take
            )
        }

        func take(_ value: Double, _ series: Int32 = 0, atMinute minute: Int64, late: Int64 = 0) {
            let time = AirEngineTests.start.advanced(byNanoseconds: minute * AirEngineTests.minute)
            let reading = Reading(
                series: SeriesID(series),
                value: value,
                eventTime: time,
                arrivalTime: time.advanced(byNanoseconds: late * AirEngineTests.minute)
            )
            withUnsafePointer(to: reading) { reading in
                while engine.submit(UnsafeBufferPointer(start: reading, count: 1)) == 0 { engine.step() }
            }
            engine.step()
        }

        func tick(atMinute minute: Int64) {
            engine.tick(AirEngineTests.start.advanced(byNanoseconds: minute * AirEngineTests.minute))
            engine.step()
        }

        /// Twelve readings of a value, or as many as there are.
        func hour(_ number: Int64, _ value: Double, _ series: Int32 = 0, readings: Int64 = 12) {
            for row in 0..<readings { take(value, series, atMinute: 60 * number + 5 * row) }
        }
    }

    private static func rules(_ level: AirLevel = .alert) throws -> RuleSet {
        try RuleSet([
            Rule(
                name: "no2-alert",
                detector: .airStandard(AirStandardParameters(standard: .eu, level: level)),
                severity: .critical
            ),
            Rule(
                name: "air-index",
                detector: .airIndex(AirIndexParameters(index: .eaqi, atLeast: 6)),
                severity: .minor
            ),
        ])
    }

    @Test func threeHoursEachWithThreeQuartersOfItsReadings() throws {
        let run = Run(try Self.rules(), lateness: Self.minute)
        for (hour, value) in [190.0, 210, 205, 201, 180].enumerated() {
            run.hour(Int64(hour), value, readings: hour == 2 ? 9 : 12)
        }
        run.tick(atMinute: 5 * 60 + 5)
        let alerts = run.keeper.collector.current.findings.filter { $0.rule == "no2-alert" }
        #expect(alerts.map(\.phase) == [.raised, .cleared])
        #expect(alerts.first?.kind == .airAlert)
        #expect(alerts.first?.detectedAt == Self.start.advanced(byNanoseconds: 4 * Nanoseconds.perHour))
        #expect(alerts.first?.evidence.filter { $0.name == "mean_above" }.map(\.value) == [210, 205, 201])
        #expect(alerts.first?.evidence.first { $0.name == "capture" }?.value == 100)
    }

    @Test func anHourWithEightOfTwelveReadingsIsNone() throws {
        let run = Run(try Self.rules(), lateness: Self.minute)
        for (hour, value) in [210.0, 205, 201, 202].enumerated() {
            run.hour(Int64(hour), value, readings: hour == 1 ? 8 : 12)
        }
        run.tick(atMinute: 4 * 60 + 5)
        #expect(run.keeper.collector.current.findings.allSatisfy { $0.rule == "air-index" })
    }

    @Test func aLateReadingIsJudgedWithItsHour() throws {
        let run = Run(try Self.rules(), lateness: 90 * Self.minute)
        for hour in 0..<3 as Range<Int64> { run.hour(hour, hour == 1 ? 200 : 210) }
        run.take(210, atMinute: 180)
        #expect(run.keeper.collector.current.findings.allSatisfy { $0.rule == "air-index" })
        // The hour in the middle was just at the threshold.
        run.take(300, atMinute: 119, late: 70)
        run.tick(atMinute: 190)
        let alert = run.keeper.collector.current.findings.first { $0.rule == "no2-alert" }
        #expect(alert?.from == Self.start)
        #expect(alert?.evidence.contains { $0.name == "window_revision" } == true)
        #expect(alert?.text.contains("(provisional)") == true)
    }

    @Test func anAlertThatIsUnderWayOutlivesARestart() throws {
        let before = Run(try Self.rules(), lateness: Self.minute)
        for hour in 0..<2 as Range<Int64> { before.hour(hour, 210) }
        before.hour(2, 210, readings: 6)
        before.engine.takeImage(Self.start.advanced(byNanoseconds: 145 * Self.minute))
        before.engine.step()
        let after = Run(try Self.rules(), shards: 2, lateness: Self.minute)
        #expect(after.engine.restore(try #require(before.keeper.image)).leftOut == 0)
        for row in 6..<12 as Range<Int64> { after.take(210, atMinute: 120 + 5 * row) }
        after.tick(atMinute: 181)
        let alert = after.keeper.collector.current.findings.first { $0.rule == "no2-alert" }
        #expect(alert?.from == Self.start)
    }

    @Test func nothingDependsOnShards() throws {
        func lines(_ shards: Int) throws -> [String] {
            let run = Run(try Self.rules(.limit), shards: shards, lateness: Self.minute)
            var random = SeededRandom(seed: 12)
            for row in 0..<12 * 30 as Range<Int64> {
                for series in 0..<6 as Range<Int32> {
                    let value = Double.random(in: 120...260, using: &random)
                    if Double.random(in: 0...1, using: &random) < 0.85 { run.take(value, series, atMinute: 5 * row) }
                }
                run.tick(atMinute: 5 * row + 1)
            }
            run.tick(atMinute: 12 * 30 * 5 + 60)
            return run.keeper.collector.current.lines.sorted()
        }
        let one = try lines(1)
        #expect(one.count > 10)
        for shards in 2...3 { #expect(try lines(shards) == one) }
    }
}
