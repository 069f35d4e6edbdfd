import BelfryDetection
import BelfryModel
import Testing

@Suite struct CarbonMonoxideDoseTests {
    private static func watch(unit: String = "[ppm]", cadence: Int64? = nil) throws -> Watch {
        try Watch(
            .carbonMonoxideDose(CarbonMonoxideDoseParameters()),
            quantity: "co",
            unit: unit,
            cadence: cadence
        )
    }

    /// Minutes until the alarm at a steady level; nil where there is none within eight hours.
    private static func alarmMinutes(to value: Double, every seconds: Double, unit: String = "[ppm]") throws -> Double?
    {
        var watch = try watch(unit: unit)
        for step in 0..<Int(8 * 3_600 / seconds) {
            if watch.receive(value, at: Watch.start + Double(step) * seconds).isEmpty { continue }
            return watch.verdicts[0].detectedAt.seconds / 60 - Watch.start.seconds / 60
        }
        return nil
    }

    @Test("Every point of EN 50291-1, whatever the sensor's interval", arguments: [1.0, 10, 60, 300, 590])
    func standard(interval: Double) throws {
        for seconds in [interval] {
            #expect(try Self.alarmMinutes(to: 29, every: seconds) == nil)
            #expect(try #require(try Self.alarmMinutes(to: 30, every: seconds)) > 120)
            #expect((60...90).contains(try #require(try Self.alarmMinutes(to: 50, every: seconds))))
            #expect((10...40).contains(try #require(try Self.alarmMinutes(to: 100, every: seconds))))
            #expect(try #require(try Self.alarmMinutes(to: 300, every: seconds)) < 3)
            #expect(try #require(try Self.alarmMinutes(to: 3_000, every: seconds)) < 0.1)
        }
    }

    @Test func limitsFollowTheUnitOfTheSeries() throws {
        let parts = try #require(try Self.alarmMinutes(to: 100, every: 60))
        let milligrams = try #require(try Self.alarmMinutes(to: 116.44, every: 60, unit: "mg/m3"))
        #expect(abs(parts - milligrams) < 0.01)
        let rules = try RuleSet([
            Rule(name: "co", detector: .carbonMonoxideDose(CarbonMonoxideDoseParameters()), severity: .critical)
        ])
        let level = SeriesDescriptor(
            id: SeriesID(1),
            key: SeriesKey(agency: "a", sensor: "s", quantity: Quantity("water_level")),
            unit: Unit("m"),
            domain: .safety
        )
        #expect(rules.plan(for: level).skipped.count == 1)
    }

    @Test func aFullDoseIsToldAtItsInstantThoughNoReadingComes() throws {
        var watch = try Self.watch()
        watch.receive(300, at: Watch.start)
        let told = watch.pass(to: Watch.start + 3_600)
        #expect(told.map(\.detectedAt) == [Watch.start + 120])
        let finding = watch.finding(told[0])
        #expect(finding.kind == .carbonMonoxideAlarm)
        #expect(
            finding.text
                == "co at riverside-3: 300 ppm; the dose since 2026-11-23T02:00:00Z is that of an alarm by EN 50291-1: as 2m at 300 ppm"
        )
        #expect(finding.evidence.map(\.name) == ["value", "threshold", "dose", "held_seconds", "equivalent_level"])
    }

    @Test func aGapIsNoExposureBeyondTheHold() throws {
        var watch = try Self.watch()
        // Ten minutes of each two hours are known, and 50 ppm may last 75.
        for step in 0..<7 { watch.receive(50, at: Watch.start + Double(step) * 7_200) }
        #expect(watch.pass(to: Watch.start + 60_000).isEmpty)
        #expect(watch.receive(50, at: Watch.start + 7 * 7_200).isEmpty)
        #expect(watch.pass(to: Watch.start + 7 * 7_200 + 3_600).count == 1, "5 minutes more make 75")
        // A sensor of half an hour is believed for an hour.
        var slow = try Self.watch(cadence: minutes(30))
        slow.receive(50, at: Watch.start)
        slow.receive(50, at: Watch.start + 1_800)
        #expect(slow.pass(to: Watch.start + 90_000).map(\.detectedAt) == [Watch.start + 4_500])
    }

    @Test func aLevelThatSwingsAddsUp() throws {
        var watch = try Self.watch()
        for minute in 0..<60 where watch.verdicts.isEmpty {
            watch.receive(minute % 2 == 0 ? 120 : 60, at: Watch.start + Double(minute) * 60)
        }
        #expect(watch.verdicts.map(\.phase) == [.raised])
        #expect(watch.verdicts[0].from == Watch.start)
        let level = try #require(watch.verdicts[0].evidence.numbers.first { $0.code == .equivalentLevel })
        #expect((80...110).contains(level.value), "\(level.value)")
    }

    @Test func itClearsOnceAiredAndASecondExposureIsASecondAlarm() throws {
        var watch = try Self.watch()
        for minute in 0..<30 { watch.receive(100, at: Watch.start + Double(minute) * 60) }
        for minute in 30..<40 { watch.receive(minute == 32 ? 28 : 5, at: Watch.start + Double(minute) * 60) }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared])
        #expect(watch.verdicts[1].to == Watch.start + 33 * 60, "when the calm began")
        #expect(watch.verdicts[1].detectedAt == Watch.start + 38 * 60)
        for minute in 640..<670 { watch.receive(100, at: Watch.start + Double(minute) * 60) }
        #expect(watch.verdicts.map(\.phase) == [.raised, .cleared, .raised])
        #expect(watch.verdicts[2].from == Watch.start + 640 * 60, "half a day later nothing is left of the first")
        #expect(watch.verdicts[2].detectedAt >= Watch.start + 650 * 60)
    }

    @Test func trafficNeverComesNearIt() throws {
        var random = SeededGenerator(seed: 5)
        var watch = try Self.watch(unit: "mg/m3")
        for minute in 0..<2_880 { watch.receive(random.uniform(0.2...15), at: Watch.start + Double(minute) * 60) }
        #expect(watch.verdicts.isEmpty)
    }
}
