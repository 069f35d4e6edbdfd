import Testing

@testable import BelfryModel

@Suite struct CivilDayTests {
    static func zone(_ rule: String) -> TimeZoneRule {
        var zone = TimeZoneRule(offsetSeconds: 0)
        zone.recurrence = DaylightRecurrence(posix: rule)
        return zone
    }

    static let hour = Nanoseconds.perHour

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T12:00:00Z", 23),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T12:00:00Z", 25),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-24T22:00:00Z", 25),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T00:00:00Z", 24),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T12:00:00Z", 23), ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T12:00:00Z", 25),
        // Chile and Lebanon change at midnight, forwards over it and back onto the eve.
        ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-09-06T12:00:00Z", 23),
        ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-04-04T12:00:00Z", 25),
        ("EET-2EEST,M3.5.0/0,M10.5.0/0", "2026-03-29T12:00:00Z", 23),
        ("EET-2EEST,M3.5.0/0,M10.5.0/0", "2026-10-24T12:00:00Z", 25),
    ])
    func aDayHasItsHours(rule: String, noon: String, hours: Int64) throws {
        let zone = Self.zone(rule)
        let instant = try #require(Timestamp(rfc3339: noon))
        let end = zone.endOfDay(after: instant)
        let start = zone.startOfDay(of: instant)
        #expect(end.nanosecondsSince(start) == hours * Self.hour)
        #expect(zone.endOfDay(after: start) == end)
        #expect(zone.endOfDay(after: end.advanced(byNanoseconds: -1)) == end)
        #expect(zone.startOfDay(of: end) == end)
    }

    /// Days follow one another without a gap, each holds what it should, whatever the zone does.
    @Test(arguments: [
        "CET-1CEST,M3.5.0,M10.5.0/3", "AEST-10AEDT,M10.1.0,M4.1.0/3", "<+0530>-5:30", "IST-2IDT,M3.4.4/26,M10.5.0",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "EET-2EEST,M3.5.0/0,M10.5.0/0",
        "<-04>4<-03>,M9.1.6/24,M4.1.6/24", "UTC0",
    ])
    func daysFollowOneAnother(rule: String) {
        let zone = Self.zone(rule)
        var start = zone.startOfDay(of: Timestamp(seconds: 1_735_689_600))
        let step = Int64(zone.granularitySeconds) * Nanoseconds.perSecond
        for _ in 0..<800 {
            let end = zone.endOfDay(after: start)
            #expect((23 * Self.hour...25 * Self.hour).contains(end.nanosecondsSince(start)), "\(start)")
            #expect(start.nanoseconds % step == 0)
            for part in 1...7 {
                let instant = start.advanced(byNanoseconds: end.nanosecondsSince(start) / 8 * Int64(part))
                #expect(zone.endOfDay(after: instant) == end && zone.startOfDay(of: instant) == start, "\(instant)")
            }
            start = end
        }
    }

    @Test func granularityDividesEveryOffset() {
        #expect(TimeZoneRule.utc.granularitySeconds == 86_400)
        #expect(Self.zone("CET-1CEST,M3.5.0,M10.5.0/3").granularitySeconds == 3_600)
        #expect(Self.zone("<+0530>-5:30").granularitySeconds == 1_800)
        #expect(TimeZoneRule(offsetSeconds: 20_700).granularitySeconds == 900)
    }
}
