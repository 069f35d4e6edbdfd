import BelfryModel
import Testing

@testable import belfry

@Suite("Numbers, durations and times as people read them")
struct AmountTests {
    @Test("A measure carries its unit as people write it")
    func measures() {
        #expect(MeasureText.measure(231.43, unit: "ug/m3") == "231.4 µg/m³")
        #expect(MeasureText.measure(71.2, unit: "%") == "71.2%")
        #expect(MeasureText.measure(48_812, unit: "") == "48812")
        #expect(MeasureText.measure(.nan, unit: "Cel") == "– °C")
        #expect(MeasureText.number(0.004) == "0.004")
    }

    @Test("A value just above its limit does not look equal to it")
    func besidesItsLimit() {
        #expect(MeasureText.measure(200.02, besides: 200, unit: "ug/m3") == "200.02 µg/m³")
    }

    @Test("Counts and bytes")
    func counts() {
        #expect(MeasureText.grouped(1_234_567) == "1,234,567")
        #expect(MeasureText.grouped(-123) == "-123")
        #expect(MeasureText.grouped(Int.min) == "-9,223,372,036,854,775,808")
        #expect(MeasureText.bytes(312) == "312 B")
        #expect(MeasureText.bytes(125_829_120) == "120 MiB")
        #expect(MeasureText.bytes(.max) == "8388608 TiB")
    }

    @Test("Durations say two units at most")
    func durations() {
        let second = Nanoseconds.perSecond
        #expect(DurationText.short(nanoseconds: 12 * second) == "12 s")
        #expect(DurationText.short(nanoseconds: 3_840 * second) == "1 h 04 min")
        #expect(DurationText.short(nanoseconds: 266_400 * second) == "3 d 2 h")
        #expect(DurationText.short(nanoseconds: -5 * second) == "0 s")
        #expect(DurationText.short(seconds: .infinity) == "–")
    }

    @Test(
        "Durations are read as they are written",
        arguments: [("30s", 30), ("5m", 300), ("1h", 3_600), ("2d", 172_800)]
    )
    func parsedDurations(text: String, seconds: Int64) {
        #expect(DurationText.parse(text) == seconds * Nanoseconds.perSecond)
    }

    @Test("What is no duration is refused", arguments: ["", "5", "m", "-5m", "1.5h", "9999999999d", "5 m", "５m"])
    func refusedDurations(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test("A moment names the day only where it is another one")
    func moments() throws {
        let now = try instant("02:10:00")
        let local = LocalTime.brussels
        #expect(local.moment(try instant("02:08:30"), now: now) == "03:08:30")
        #expect(local.moment(now.advanced(byNanoseconds: -4 * Nanoseconds.perHour), now: now) == "11-22 23:10")
        #expect(local.moment(now.advanced(byNanoseconds: -400 * Nanoseconds.perDay), now: now) == "2025-10-19 03:10")
        #expect(local.full(now) == "2026-11-23 03:10:00 CET")
    }

    @Test("Local times are read with the offset that holds then, not now")
    func daylightSaving() throws {
        // Summer time ends on 2026-10-25 at 01:00Z.
        let change = try #require(Timestamp(rfc3339: "2026-10-25T01:00:00Z"))
        let brussels = LocalTime { $0 < change ? (7_200, "CEST") : (3_600, "CET") }
        let now = try instant("02:10:00")
        #expect(brussels.parse("2026-07-01 12:00", now: now)?.rfc3339 == "2026-07-01T10:00:00Z")
        #expect(brussels.parse("2026-11-01", now: now)?.rfc3339 == "2026-10-31T23:00:00Z")
        #expect(brussels.parse("04:30", now: now)?.rfc3339 == "2026-11-23T03:30:00Z")
        #expect(brussels.parse("2h", now: now)?.rfc3339 == "2026-11-23T00:10:00Z")
        #expect(brussels.parse("2026-11-23T01:00:00+01:00", now: now)?.rfc3339 == "2026-11-23T00:00:00Z")
        #expect(brussels.parse("yesterday", now: now) == nil)
    }

    @Test("The system's zone answers for any instant", arguments: [Timestamp.distantPast, .distantFuture])
    func systemZone(instant: Timestamp) {
        #expect(!LocalTime.system.full(instant).isEmpty)
    }
}

@Suite("Sparkline")
struct SparklineTests {
    @Test("Eight heights between the least and the greatest; nothing measured, nothing drawn")
    func shape() {
        let points = (0..<8).map { (position: Double($0) / 8, value: Double($0)) }
        #expect(Sparkline.line(points, width: 8) == "▁▂▃▄▅▆▇█")
        #expect(Sparkline.line(points.filter { $0.value != 3 }, width: 8) == "▁▂▃ ▅▆▇█")
    }

    @Test("A level series runs in the middle; no series is blank; odd numbers are left out")
    func edges() {
        #expect(Sparkline.line([(0, 5), (1, 5)], width: 3) == "▄ ▄")
        #expect(Sparkline.line([], width: 3) == "   ")
        #expect(Sparkline.line([(0, .nan), (.nan, 1), (2, 1), (0.5, 1)], width: 3) == " ▄ ")
        #expect(Sparkline.line([(0, -1e308), (1, 1e308)], width: 2).count == 2)
    }
}
