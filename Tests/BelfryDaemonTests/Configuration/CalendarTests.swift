import BelfryDetection
import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite("Calendars and hours in a configuration")
struct CalendarTests {
    private static let head = "gateway: { time_zone: Europe/Brussels }\n" + soundBroker

    private func schedule(_ when: String, calendars: String = "holidays: [ 12-25 ]") throws -> RuleSchedule? {
        let folder = try TemporaryFolder()
        try folder.write(Self.head + "calendars: { \(calendars) }", to: "belfry.yaml")
        try folder.write("rules: [ { name: r, above: 1, severity: minor, when: { \(when) } } ]", to: "rules.d/r.yaml")
        return try folder.load().rules.first?.schedule
    }

    /// Days since 1970.
    private static func day(_ text: String) -> Int {
        Int(Timestamp(rfc3339: "\(text)T00:00:00Z")!.nanoseconds / Nanoseconds.perDay)
    }

    @Test("Days, hours, exceptions and the gateway's zone")
    func keys() throws {
        let plain = try #require(try schedule("days: mon-fri, hours: \"06:00-20:00\", except: holidays"))
        #expect(plain.days == [true, true, true, true, true, false, false])
        #expect(plain.fromMinute == 360 && plain.toMinute == 1_200)
        #expect(plain.exceptions.contains(Self.day("2026-12-25")) && plain.exceptions.contains(Self.day("2031-12-25")))
        // Six in the morning in Brussels.
        #expect(plain.isOpen(at: Timestamp(rfc3339: "2026-03-02T05:00:00Z")!))
        #expect(plain.isOpen(at: Timestamp(rfc3339: "2026-07-06T04:00:00Z")!))
        let other = try #require(try schedule("days: [ sat-mon, wed ], hours: \"22:00-24:00\", time_zone: UTC"))
        #expect(other.days == [true, false, true, false, false, true, true])
        #expect(other.fromMinute == 1_320 && other.toMinute == 0)
        #expect(other.isOpen(at: Timestamp(rfc3339: "2026-03-02T23:59:59Z")!))
        #expect(!other.isOpen(at: Timestamp(rfc3339: "2026-03-03T00:00:00Z")!))
        let ranges = try schedule("except: [ a, b ]", calendars: "a: [ 2026-05-01..2026-05-03 ], b: [ 2026-06-01 ]")
        #expect(ranges?.exceptions.count == 4)
    }

    @Test("What goes by clocks and names none goes by the gateway's")
    func usualZone() throws {
        func rule(_ keys: String) throws -> Rule {
            let folder = try TemporaryFolder()
            try folder.write(Self.head, to: "belfry.yaml")
            try folder.write("rules: [ { name: r, severity: minor, \(keys) } ]", to: "rules.d/r.yaml")
            return try #require(try folder.load().rules.first)
        }
        let detectors = [
            "detector: air_standard, standard: eu, level: limit, match: { quantity: pm10 }",
            "detector: air_index, index: eaqi, at_least: poor, match: { quantity: pm10 }",
            "detector: noise_period, above: 55 dB",
            "above: 1, window: { calendar: day }",
            "above: 1, window: { calendar: hour, clock: standard }",
        ]
        for keys in detectors {
            let named = keys.replacing("calendar:", with: "time_zone: Europe/Brussels, calendar:")
            let isWindow = named != keys
            let local = try rule(isWindow ? named : keys + ", time_zone: Europe/Brussels")
            let foreign = try rule(
                isWindow
                    ? keys.replacing("calendar:", with: "time_zone: +05:30, calendar:") : keys + ", time_zone: +05:30"
            )
            #expect(try rule(keys).version == local.version, "\(keys)")
            #expect(try rule(keys).version != foreign.version, "\(keys)")
        }
    }

    @Test(
        "Faults of calendars have their place",
        arguments: [
            FaultCase(
                "calendars: { holidays: ▸12-25 }",
                "the calendar \"holidays\" must be a list of dates, not a single value; "
                    + "write [ 2026-12-24, 2026-05-01..2026-05-03, 12-25 ]"
            ),
            FaultCase(
                "calendars: { holidays: [ ▸2026-02-30 ] }",
                "each date of \"holidays\" must be a date such as 2026-12-24, 2026-05-01..2026-05-03 or, every year, 12-25, "
                    + "not \"2026-02-30\""
            ),
        ]
    )
    func faults(faulty: FaultCase) throws {
        try expect(faulty, besides: soundBroker)
    }

    @Test(
        "Faults of hours have theirs",
        arguments: [
            ("{ except: holyday }", "\"except\" must be one of holidays, not \"holyday\""),
            (
                "{ days: workdays }",
                "\"days\" must be days such as mon-fri, or a list such as [ sat, sun ], not \"workdays\""
            ),
            ("{ hours: 6-20 }", "\"hours\" must be hours such as"),
            ("{ hour: \"06:00-20:00\" }", "unknown key \"hour\" in when; did you mean \"hours\"?"),
        ]
    )
    func ruleFaults(when: String, words: String) throws {
        let found = try BelfryDaemonTests.faults(of: [
            "belfry.yaml": Self.head + "calendars: { holidays: [ 12-25 ] }",
            "rules.d/r.yaml": "rules: [ { name: r, above: 1, severity: minor, when: \(when) } ]",
        ])
        #expect(found.count == 1 && found[0].contains(words), "\(found)")
    }

    /// What a rule raises and clears of a value that stays above its limit, in local minutes of the day.
    private func spans(_ keys: String, from: String, hours: Int) throws -> [String] {
        let folder = try TemporaryFolder()
        try folder.write("rules: [ { name: r, above: 200, severity: minor, \(keys) } ]", to: "r.yaml")
        let file = try folder.write(
            """
            time_zone: Europe/Brussels
            calendars: { holidays: [ 2026-03-03 ] }
            fleet: [ { sensor: a, cadence: 10m } ]
            tests:
              - name: t
                readings: [ { sensor: a, quantity: no2, every: 10m, from: "\(from)", values: "250x\(hours * 6)" } ]
                expect: []
            """,
            to: "r.test.yaml"
        )
        let result = try #require(try RuleTestFile(path: file).tests(environment: [:]).first).run()
        return result.differences.map { String($0.text.trimmingPrefix("not expected: r on a raised ").prefix(16)) }
    }

    @Test("A value that stays above the limit is raised when the hours begin, each day anew")
    func opening() throws {
        let when = "when: { days: mon-fri, hours: \"06:00-20:00\" }"
        #expect(try spans(when, from: "2026-03-02 03:00", hours: 30) == ["2026-03-02 06:00", "2026-03-03 06:00"])
        #expect(try spans("for: 1h, \(when)", from: "2026-03-02 03:00", hours: 12) == ["2026-03-02 07:00"])
        #expect(try spans("for: 1h, when: { hours: \"06:00-06:50\" }", from: "2026-03-02 03:00", hours: 12).isEmpty)
        #expect(try spans(when, from: "2026-03-07 03:00", hours: 40).isEmpty)
        #expect(
            try spans("when: { hours: \"06:00-20:00\", except: holidays }", from: "2026-03-02 12:00", hours: 48)
                == ["2026-03-02 12:00", "2026-03-04 06:00"]
        )
        // An hour is judged where its last instant lies.
        #expect(
            try spans("window: { tumbling: 1h, aggregate: mean }, \(when)", from: "2026-03-02 03:00", hours: 12)
                == ["2026-03-02 07:00"]
        )
    }

    @Test("What is raised ends with the first reading behind the hours")
    func closing() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "rules: [ { name: r, above: 200, severity: minor, when: { hours: \"06:00-20:00\" } } ]",
            to: "r.yaml"
        )
        let file = try folder.write(
            """
            tests:
              - name: t
                readings: [ { sensor: a, quantity: no2, every: 7m, from: "2026-03-02 19:00", values: "250x12" } ]
                expect: [ { rule: r, sensor: a, raised: "2026-03-02 19:00", cleared: "2026-03-02 20:03" } ]
            """,
            to: "r.test.yaml"
        )
        let result = try #require(try RuleTestFile(path: file).tests(environment: [:]).first).run()
        #expect(result.isPassed, "\(result.differences.map(\.text))")
    }
}
