import BelfryModel
import Testing

/// Dates of the proleptic Gregorian calendar, there and back.
@Suite struct CivilTimeTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1970, 1, 2, 1), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017),
        (2026, 11, 18, 20_775), (1900, 3, 1, -25_508), (1, 1, 1, -719_162), (2400, 2, 29, 157_113),
    ])
    func daysSinceTheEpoch(_ year: Int, _ month: Int, _ day: Int, _ days: Int) {
        #expect(CivilTime(year: year, month: month, day: day).daysSinceEpoch == days)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        var expected = CivilTime(year: 1_800, month: 1, day: 1)
        var firstMismatch: CivilTime?
        for day in -62_091..<(-62_091 + 146_097) {
            let civil = CivilTime(Timestamp(seconds: Int64(day) * 86_400 + 86_399))
            expected.hour = 23
            expected.minute = 59
            expected.second = 59
            if civil != expected, firstMismatch == nil { firstMismatch = civil }
            expected.day += 1
            if expected.day > CivilTime.daysInMonth(expected.month, year: expected.year) {
                expected.day = 1
                expected.month = expected.month == 12 ? 1 : expected.month + 1
                if expected.month == 1 { expected.year += 1 }
            }
        }
        #expect(firstMismatch == nil)
    }

    @Test(arguments: [Timestamp.distantPast, .distantFuture, Timestamp(nanoseconds: -1), Timestamp(nanoseconds: 1)])
    func theEndsOfTimeHaveADate(_ instant: Timestamp) {
        let civil = CivilTime(instant)
        #expect(civil.isValid)
        if let back = civil.timestamp { #expect(back == instant) }
    }

    @Test(arguments: [
        CivilTime(year: 2026, month: 2, day: 29), CivilTime(year: 1900, month: 2, day: 29),
        CivilTime(year: 2026, month: 0, day: 1),
        CivilTime(year: 2026, month: 13, day: 1), CivilTime(year: 2026, month: 4, day: 31),
        CivilTime(year: 2026, month: 1, day: 0),
        CivilTime(year: 2026, month: 1, day: 1, hour: 24), CivilTime(year: 2026, month: 1, day: 1, minute: 60),
        CivilTime(year: 2026, month: 1, day: 1, second: 60), CivilTime(year: 2026, month: 1, day: 1, nanosecond: -1),
    ])
    func datesThatDoNotExist(_ civil: CivilTime) {
        #expect(!civil.isValid)
    }

    @Test(arguments: [1_600, 1_677, 2_262, 9_999])
    func yearsBeyondTheRangeHaveNoInstant(_ year: Int) {
        #expect(CivilTime(year: year, month: 1, day: 1).timestamp == nil)
    }
}
