import Testing

@testable import BelfryModel

/// Local times, fixed offsets and the IANA database.
@Suite struct TimeZoneRuleTests {
    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-07-01T00:00:00Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-11-18T00:00:00Z", 3_600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3_600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-15T00:00:00Z", 39_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-15T00:00:00Z", 36_000),
        ("<+0530>-5:30", "2026-07-15T00:00:00Z", 19_800), ("EST5EDT,M3.2.0,M11.1.0", "2026-07-15T00:00:00Z", -14_400),
        ("IST-2IDT,M3.4.4/26,M10.5.0", "2026-03-27T00:00:00Z", 10_800),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-07-01T00:00:00Z", -3_600),
        ("XXX3YYY,J60,J300", "2024-02-29T12:00:00Z", -10_800), ("XXX3YYY,J60,J300", "2024-03-01T12:00:00Z", -7_200),
        ("XXX3YYY,59,300", "2024-02-29T12:00:00Z", -7_200),
    ])
    func posixRules(_ rule: String, _ instant: String, _ offset: Int) throws {
        let recurrence = try #require(DaylightRecurrence(posix: rule))
        let time = try #require(Timestamp(rfc3339: instant))
        #expect(recurrence.offsetSeconds(at: time.nanoseconds / Nanoseconds.perSecond) == offset)
    }

    @Test(arguments: [
        "", "CE-1", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1x",
        "<+03-3", "CET-200",
    ])
    func textThatIsNoRule(_ rule: String) {
        #expect(DaylightRecurrence(posix: rule) == nil)
    }

    @Test func aLocalTimeThatComesTwiceIsTheOneNearTheArrival() throws {
        let zone = try #require(Self.brussels)
        let local = try #require(Timestamp(rfc3339: "2026-10-25T02:30:00Z"))
        let summer = try #require(Timestamp(rfc3339: "2026-10-25T00:30:00Z"))
        let winter = try #require(Timestamp(rfc3339: "2026-10-25T01:30:00Z"))
        #expect(zone.instant(ofLocal: local, near: summer.advanced(byNanoseconds: Nanoseconds.perSecond)) == summer)
        #expect(zone.instant(ofLocal: local, near: winter.advanced(byNanoseconds: Nanoseconds.perSecond)) == winter)
    }

    @Test func aLocalTimeThatNeverComesIsReadWithTheOffsetBefore() throws {
        let zone = try #require(Self.brussels)
        let local = try #require(Timestamp(rfc3339: "2026-03-29T02:30:00Z"))
        #expect(zone.instant(ofLocal: local, near: local).rfc3339 == "2026-03-29T01:30:00Z")
    }

    @Test func aFileOfTheSecondVersionIsRead() throws {
        // One transition at 2000-01-01 from +0:00 to +1:00, and a rule for the time after.
        let zone = try TimeZoneRule(
            tzif: Self.file(transitions: [(946_684_800, 1)], offsets: [0, 3_600], footer: "XXX-2")
        )
        #expect(zone.offsetSeconds(at: Timestamp(seconds: 946_684_799)) == 0)
        #expect(zone.offsetSeconds(at: Timestamp(seconds: 946_684_800)) == 7_200)
        let withoutRule = try TimeZoneRule(
            tzif: Self.file(transitions: [(946_684_800, 1)], offsets: [0, 3_600], footer: "")
        )
        #expect(withoutRule.offsetSeconds(at: Timestamp(seconds: 2_000_000_000)) == 3_600)
    }

    @Test func brokenFilesAreRefusedAndNeverTrap() {
        let whole = Self.file(
            transitions: [(0, 1), (10, 0)],
            offsets: [0, 3_600],
            footer: "CET-1CEST,M3.5.0,M10.5.0/3"
        )
        for length in 0..<whole.count - 1 {
            #expect(throws: TimeZoneFault.self) { try TimeZoneRule(tzif: Array(whole.prefix(length))) }
        }
        let seed: UInt64 = 8_536
        var generator = SeededRandom(seed: seed)
        for _ in 0..<5_000 {
            var broken = whole
            broken[Int.random(in: 0..<broken.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            _ = try? TimeZoneRule(tzif: broken)
        }
    }

    private static let brussels = try? TimeZoneRule(
        tzif: file(transitions: [], offsets: [3_600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    )

    /// A TZif file: an empty block of version 1, one of version 2, a footer.
    static func file(transitions: [(seconds: Int64, type: UInt8)], offsets: [Int32], footer: String) -> [UInt8] {
        func header(_ times: Int, _ types: Int) -> [UInt8] {
            Array("TZif2".utf8) + Array(repeating: 0, count: 15)
                + [0, 0, 0, times, types, 1].flatMap { bigEndian(Int32($0)) }
        }
        var bytes = header(0, 1) + bigEndian(Int32(0)) + [0, 0, 0]
        bytes += header(transitions.count, offsets.count)
        bytes += transitions.flatMap { bigEndian($0.seconds) } + transitions.map(\.type)
        bytes += offsets.flatMap { bigEndian($0) + [0, 0] } + [0]
        return bytes + Array("\n\(footer)\n".utf8)
    }

    private static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
