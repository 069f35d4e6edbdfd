import BelfryDetection
import BelfryModel
import BelfryWindows
import Testing

@testable import BelfryDaemon

@Suite("Backtests")
struct BacktestTests {
    private static let start = Timestamp(seconds: 1_795_003_200)

    private static func at(_ minutes: Int) -> Timestamp {
        start.advanced(byNanoseconds: Int64(minutes) * Nanoseconds.perMinute)
    }

    private static let series = SeriesDescriptor(
        id: SeriesID(0),
        key: SeriesKey(agency: "env", sensor: "aq-1", quantity: Quantity("no2")),
        unit: Unit("ug/m3"),
        domain: .air
    )

    private static func rule(_ name: String, above: Double) throws -> Rule {
        try Rule(
            name: name,
            detector: .threshold(ThresholdParameters(above: above)),
            unit: Unit("ug/m3"),
            severity: .major
        )
    }

    /// A value a minute.
    private static func report(
        _ values: [Double],
        changed: [Rule],
        inForce: [Rule],
        from: Int = 0
    ) throws -> BacktestReport {
        var backtest = try Backtest(
            configuration: try load(soundBroker),
            changed: changed,
            inForce: inForce,
            series: [series]
        )
        for (minute, value) in values.enumerated() {
            backtest.take(Reading(series: series.id, value: value, eventTime: at(minute), arrivalTime: at(minute)))
        }
        return backtest.report(from: at(from), to: at(values.count))
    }

    @Test("A lower limit raises more, and the same earlier")
    func lower() throws {
        let values: [Double] = [50, 120, 160, 220, 160, 120, 50, 50, 170, 50, 230, 50]
        let report = try Self.report(
            values,
            changed: [Self.rule("high", above: 150), Self.rule("new", above: 225)],
            inForce: [Self.rule("high", above: 200), Self.rule("other", above: 1)]
        )
        #expect(
            report.entries.map { "\($0.side.rawValue) \($0.occurrence.raised.rule)" } == [
                "both high", "new high", "both high", "new new",
            ]
        )
        #expect(report.entries.first?.inForce?.raised.detectedAt == Self.at(3))
        #expect(report.entries.first?.occurrence.raised.detectedAt == Self.at(2))
        #expect(report.rules.map { $0.versionInForce == nil } == [false, true])
        #expect(report.count(.both, rule: "high") == 2 && report.count(.changedOnly, rule: "high") == 1)
        #expect(report.days == [BacktestReport.day(of: report.entries[0].occurrence.raised)])
        #expect(report.readings == values.count)
    }

    @Test("A higher limit raises less; what came before the time in question is left out")
    func higher() throws {
        let values: [Double] = [50, 220, 50, 50, 160, 50]
        let report = try Self.report(
            values,
            changed: [Self.rule("high", above: 200)],
            inForce: [Self.rule("high", above: 150)],
            from: 3
        )
        #expect(report.entries.map(\.side) == [.inForceOnly])
    }

    @Test("The same rules differ in nothing")
    func same() throws {
        let rule = try Self.rule("high", above: 100)
        let report = try Self.report([1, 200, 1, 200], changed: [rule], inForce: [rule])
        #expect(report.entries.map(\.side) == [.both, .both])
        #expect(report.rules.allSatisfy { $0.version == $0.versionInForce })
    }

    /// What a rule raised about a stretch, or about a sensor.
    private static func occurrence(
        _ quantity: String,
        on sensor: String = "ring-east-04",
        _ stretch: String? = "ring-east ring-east-04-ring-east-05",
        from: Int,
        to: Int
    ) -> BacktestReport.Occurrence {
        let series = SeriesDescriptor(
            id: stretch == nil ? SeriesID(0) : RuleGroup.seriesNumber,
            key: SeriesKey(agency: "corridor", sensor: sensor, quantity: Quantity(quantity)),
            unit: .unknown,
            domain: .traffic,
            place: stretch.map { Place(kind: .section, name: $0) }
        )
        let raised = Finding(
            phase: .raised,
            kind: .trafficIncident,
            severity: .major,
            rule: "crash",
            ruleVersion: quantity,
            series: series,
            from: at(from),
            detectedAt: at(from + 1),
            value: 1,
            text: ""
        )
        var cleared = raised
        (cleared.phase, cleared.to) = (.cleared, at(to))
        return BacktestReport.Occurrence(raised: raised, cleared: cleared)
    }

    @Test("What another algorithm says of a stretch is the same event, though of another quantity")
    func algorithms() {
        func sides(
            _ changed: [BacktestReport.Occurrence],
            _ inForce: [BacktestReport.Occurrence]
        ) -> [BacktestReport.Side] {
            BacktestComparison(changed: changed, inForce: inForce, joint: ["crash"]).entries.map(\.side)
        }
        let speed = Self.occurrence("speed", from: 10, to: 30)
        #expect(sides([Self.occurrence("occupancy", from: 12, to: 40)], [speed]) == [.both])
        #expect(sides([Self.occurrence("occupancy", from: 31, to: 40)], [speed]) == [.inForceOnly, .changedOnly])
        let elsewhere = Self.occurrence("occupancy", "ring-east ring-east-05-ring-east-06", from: 12, to: 40)
        #expect(sides([elsewhere], [speed]) == [.inForceOnly, .changedOnly])
        // Of a sensor each quantity is a matter of its own.
        let sensors = [Self.occurrence("pm10", nil, from: 10, to: 30), Self.occurrence("no2", nil, from: 10, to: 30)]
        #expect(Set(sides([sensors[0]], [sensors[1]])) == [.inForceOnly, .changedOnly])
    }

    @Test("Readings begin early enough for windows to be full")
    func lead() throws {
        let window = RuleWindow(lengthNanoseconds: Nanoseconds.perHour, aggregate: .mean)
        let rule = try Rule(
            name: "mean",
            detector: .threshold(ThresholdParameters(above: 1, forNanoseconds: 3 * Nanoseconds.perHour)),
            window: window,
            severity: .minor
        )
        #expect(Backtest.leadNanoseconds(of: [try Self.rule("high", above: 1), rule]) == 5 * Nanoseconds.perHour)
    }
}
