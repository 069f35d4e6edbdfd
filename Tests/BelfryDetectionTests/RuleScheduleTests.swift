import BelfryDetection
import BelfryModel
import Testing

@Suite("Hours of rules")
struct RuleScheduleTests {
    private static func isOpen(_ schedule: RuleSchedule, _ times: String...) -> [Bool] {
        times.map { schedule.isOpen(at: Timestamp(rfc3339: $0)!) }
    }

    private static let workdays = [true, true, true, true, true, false, false]

    @Test("From the first minute until before the last, on its days")
    func hours() {
        // 2026-03-02 is a Monday.
        let schedule = RuleSchedule(days: Self.workdays, fromMinute: 6 * 60, toMinute: 20 * 60)
        #expect(
            Self.isOpen(schedule, "2026-03-02T05:59:59.999999999Z", "2026-03-02T06:00:00Z", "2026-03-02T19:59:59Z")
                == [false, true, true]
        )
        #expect(Self.isOpen(schedule, "2026-03-02T20:00:00Z", "2026-03-06T12:00:00Z") == [false, true])
        #expect(Self.isOpen(schedule, "2026-03-07T12:00:00Z", "2026-03-08T12:00:00Z") == [false, false])
        #expect(Self.isOpen(schedule, "1969-12-31T12:00:00Z", "1969-12-28T12:00:00Z") == [true, false])
    }

    @Test("Hours over midnight belong to the day on which they begin")
    func night() {
        let schedule = RuleSchedule(days: Self.workdays, fromMinute: 22 * 60, toMinute: 6 * 60)
        #expect(
            Self.isOpen(schedule, "2026-03-06T23:00:00Z", "2026-03-07T05:59:59Z", "2026-03-07T06:00:00Z")
                == [true, true, false]
        )
        #expect(Self.isOpen(schedule, "2026-03-07T23:00:00Z", "2026-03-09T03:00:00Z") == [false, false])
    }

    @Test("Days and hours are those of the zone")
    func zones() {
        let schedule = RuleSchedule(
            days: Self.workdays,
            fromMinute: 6 * 60,
            toMinute: 20 * 60,
            zone: TimeZoneRule(offsetSeconds: -5 * 3_600)
        )
        #expect(Self.isOpen(schedule, "2026-03-02T10:59:59Z", "2026-03-02T11:00:00Z") == [false, true])
        #expect(Self.isOpen(schedule, "2026-03-07T00:59:59Z", "2026-03-07T12:00:00Z") == [true, false])
    }

    @Test("Excepted dates, and nothing but them")
    func exceptions() {
        // 2026-12-25 is day 20,812 since 1970.
        let schedule = RuleSchedule(exceptions: [20_812])
        #expect(
            Self.isOpen(schedule, "2026-12-24T23:59:59Z", "2026-12-25T00:00:00Z", "2026-12-26T00:00:00Z")
                == [true, false, true]
        )
    }

    @Test("What follows the sensor day and night has no hours; nor has a group")
    func refused() throws {
        let schedule = RuleSchedule(days: Self.workdays)
        #expect(throws: RuleFault.self) {
            try Rule(name: "r", detector: .silence(SilenceParameters()), severity: .minor, schedule: schedule)
        }
        let limit = DetectorDefinition.threshold(ThresholdParameters(above: 1))
        #expect(throws: RuleFault.self) {
            try Rule(name: "r", detector: limit, severity: .minor, schedule: RuleSchedule(days: []))
        }
        let plain = try Rule(name: "r", detector: limit, severity: .minor)
        let timed = try Rule(name: "r", detector: limit, severity: .minor, schedule: schedule)
        #expect(plain.version != timed.version)
    }
}
