import BelfryModel
import Foundation
import Testing

@Suite struct LocalClockTests {
    private static func zone(_ name: String) -> TimeZoneRule? {
        guard let data = try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)")) else { return nil }
        return try? TimeZoneRule(tzif: Array(data))
    }

    @Test("It shows what the zone shows", arguments: ["Europe/Brussels", "America/New_York", "Asia/Kolkata", "UTC"])
    func agrees(name: String) throws {
        guard let zone = Self.zone(name) else { return }
        let clock = LocalClock(zone)
        for hour in stride(from: 0, to: 3 * 8_766, by: 7) {
            let instant = Timestamp(seconds: 1_767_225_600 + Int64(hour) * 3_600)
            let offset = clock.local(instant).nanosecondsSince(instant) / Nanoseconds.perSecond
            #expect(offset == Int64(zone.offsetSeconds(at: instant)))
        }
    }

    @Test func anHourOfTheClockIsFoundAcrossAChange() throws {
        guard let zone = Self.zone("Europe/Brussels") else { return }
        let clock = LocalClock(zone)
        // The night of 28 March 2026 has seven hours.
        let evening = try #require(Timestamp(rfc3339: "2026-03-28T22:00:00Z"))
        let morning = try #require(Timestamp(rfc3339: "2026-03-29T07:00:00Z"))
        #expect(clock.instant(ofLocal: morning, after: evening) == Timestamp(rfc3339: "2026-03-29T05:00:00Z"))
    }
}
