// Rules over groups of series, as short stories on a virtual clock.

import BelfryDetection
import BelfryEngine
import BelfryModel
import BelfryWindows
import Testing

@Suite struct GroupTests {
    /// Four stations of a zone and one of another, and the engine that watches them.
    private final class Zone {
        let engine: Engine
        let collector = Collector()
        private var seen = 0

        init(
            _ rules: RuleSet,
            shards: Int = 2,
            restoring: [ActiveFinding] = [],
            describe: @escaping @Sendable (Int32) -> SeriesDescriptor = Zone.descriptor
        ) {
            engine = Engine(
                configuration: EngineConfiguration(
                    shards: shards,
                    allowedLatenessNanoseconds: 5 * Nanoseconds.perSecond
                ),
                rules: rules,
                restoring: restoring,
                describe: { describe($0.index) },
                sink: collector.take
            )
        }

        static func descriptor(_ number: Int32) -> SeriesDescriptor {
            SeriesDescriptor(
                id: SeriesID(number),
                key: SeriesKey(agency: "environment", sensor: "aq-\(number)", quantity: Quantity("pm2_5")),
                unit: Unit(number == 3 ? "mg/m3" : "ug/m3"),
                domain: .air,
                zone: ["north", "north", "north", "north", "south", ""][Int(number)],
                cadenceNanoseconds: 2 * Nanoseconds.perSecond
            )
        }

        /// One reading a second of each station from one second to before another.
        func run(_ seconds: Range<Int>, _ values: [Int32: Double], clocks: [Int32: Double] = [:]) {
            for second in seconds {
                for (number, value) in values.sorted(by: { $0.key < $1.key }) {
                    let now = Double(second) + Double(number) / 10
                    let event = now + (clocks[number] ?? 0)
                    let scaled = number == 3 ? value / 1_000 : value
                    let reading = EngineDesk.reading(number, scaled, at: now, event: event)
                    withUnsafePointer(to: reading) { _ = engine.submit(UnsafeBufferPointer(start: $0, count: 1)) }
                }
                engine.tick(EngineDesk.time(Double(second) + 0.95))
                engine.step()
            }
        }

        /// What came out since the last time.
        func news() -> [String] {
            let findings = collector.current.findings
            defer { seen = findings.count }
            return findings[seen...].map { finding in
                let members = finding.evidence.first { $0.name == "members" }?.value ?? -1
                return "\(finding.detectedAt.seconds) \(finding.rule) \(finding.phase) \(finding.series.key.sensor) "
                    + "\((finding.value * 10).rounded() / 10) of \(Int(members))"
            }
        }
    }

    private static func rules(_ group: RuleGroup, above: Double, name: String = "zone") throws -> RuleSet {
        try RuleSet([
            Rule(
                name: name,
                detector: .threshold(ThresholdParameters(above: above)),
                window: RuleWindow(lengthNanoseconds: 10 * Nanoseconds.perSecond, aggregate: .mean),
                group: group,
                severity: .major
            )
        ])
    }

    /// Of a quantity that the taxonomy does not know nobody can say what its units have in common, whoever speaks first.
    @Test(arguments: [0, 1, 2] as [Int32])
    func whatTheTaxonomyDoesNotKnowIsTakenAsItIs(withoutUnit: Int32) throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30)) { number in
            var series = Zone.descriptor(number)
            series.key.quantity = Quantity("bin_fill")
            series.unit = number == withoutUnit ? .unknown : Unit("%")
            return series
        }
        zone.run(0..<21, [0: 40, 1: 50, 2: 60])
        let news = zone.news()
        #expect(news.count == 1 && news.first?.hasSuffix("50.0 of 3") == true, "\(news)")
    }

    @Test func aZoneIsJudgedAsSoonAsItsLastMemberHasTold() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30))
        // Two are above the limit and two below; together they are above it.
        zone.run(100..<111, [0: 60, 1: 50, 2: 10, 3: 20, 4: 90])
        #expect(
            zone.news() == ["110.0 zone raised north 35.0 of 4"],
            "a zone of one member is none; station 3 in mg/m³"
        )
        #expect(zone.collector.current.findings[0].text.contains("(mean of 10s, mean of 4 sensors)"))
        #expect(zone.collector.current.findings[0].series.place.name == "north")
        zone.run(111..<121, [0: 60, 1: 30, 2: 10, 3: 15])
        #expect(zone.news() == ["120.0 zone cleared north 29.4 of 4"])
    }

    @Test(arguments: [
        (RuleGroup.Combination.max, 59.0, "60.0"), (.min, 9, "10.0"), (.sum, 139, "140.0"), (.spread, 49, "50.0"),
        (.count, 3, "4.0"), (.mean, 34, "35.0"),
    ])
    func membersAreCombined(_ combination: RuleGroup.Combination, above: Double, value: String) throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone, combination: combination), above: above))
        zone.run(100..<111, [0: 60, 1: 50, 2: 10, 3: 20])
        #expect(zone.news() == ["110.0 zone raised north \(value) of 4"])
        let quiet = Zone(try Self.rules(RuleGroup(by: .zone, combination: combination), above: above + 2))
        quiet.run(100..<111, [0: 60, 1: 50, 2: 10, 3: 20])
        #expect(quiet.news() == [])
    }

    @Test func aLateClockIsWaitedForThirtySecondsAndNoLonger() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30))
        zone.run(100..<160, [0: 60, 1: 50, 2: 40, 3: 0], clocks: [3: -3_600])
        let first = try #require(zone.news().first)
        #expect(first == "140.0 zone raised north 50.0 of 3", "thirty seconds after the first had told 10:00")
    }

    @Test func aClockThatIsAheadJudgesNobodysTime() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone, minimumMembers: 1), above: 30))
        zone.run(100..<125, [0: 10, 1: 10, 2: 10, 3: 900], clocks: [3: 3_600])
        #expect(zone.news() == [], "the station an hour ahead is left out, and the others go on")
        zone.run(125..<131, [0: 60, 1: 60, 2: 60])
        zone.run(131..<142, [0: 60, 1: 60, 2: 60])
        #expect(zone.news() == ["140.0 zone raised north 35.0 of 3"])
    }

    @Test func whoeverFallsSilentIsNotWaitedFor() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30))
        zone.run(100..<120, [0: 10, 1: 10, 2: 10])
        zone.run(120..<151, [0: 60, 1: 60])
        #expect(zone.news() == ["130.0 zone raised north 60.0 of 2"])
    }

    @Test func whoeverComesBackIsWaitedForAgain() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30))
        zone.run(100..<121, [0: 10, 1: 10, 2: 10])
        zone.run(121..<151, [0: 25, 1: 25])
        // With it the zone is above the limit, without it below.
        zone.run(151..<182, [0: 25, 1: 25, 2: 90])
        let lines = zone.news()
        #expect(lines.count == 1, "\(lines): nothing is raised and cleared as each member tells")
        #expect(lines.first?.hasSuffix("of 3") == true, "\(lines)")
    }

    @Test func aRuleThatLeavesIsWithdrawnFromItsGroups() throws {
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30))
        zone.run(100..<111, [0: 60, 1: 50, 2: 40, 3: 40])
        #expect(zone.news().count == 1)
        zone.engine.replaceRules(try Self.rules(RuleGroup(by: .zone), above: 30, name: "other"))
        zone.run(111..<122, [0: 60, 1: 50, 2: 40, 3: 40])
        #expect(zone.collector.current.findings[1].text == "Withdrawn: the rule zone has changed or left")
        #expect(zone.collector.current.findings.map(\.rule) == ["zone", "zone", "other"])
    }

    @Test func whatWasRaisedBeforeARestartClears() throws {
        let active = ActiveFinding(rule: "zone", identity: "zone/north/pm2_5", from: EngineDesk.time(50), value: 60)
        let zone = Zone(try Self.rules(RuleGroup(by: .zone), above: 30), restoring: [active])
        zone.run(100..<111, [0: 6, 1: 5, 2: 4, 3: 4])
        let finding = try #require(zone.collector.current.findings.first)
        #expect(finding.phase == .cleared && finding.from == EngineDesk.time(50))
    }
}
