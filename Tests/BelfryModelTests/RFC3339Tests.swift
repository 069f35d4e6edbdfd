import BelfryModel
import Testing

/// RFC 3339, section 5.6, and the ways in which devices stray from it.
@Suite struct RFC3339Tests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-11-18T12:00:00Z", 1_795_003_200_000_000_000),
            ("2026-11-18T13:00:00+01:00", 1_795_003_200_000_000_000),
            ("2026-11-18T06:30:00-05:30", 1_795_003_200_000_000_000),
            ("2026-11-18T12:00:00.5Z", 1_795_003_200_500_000_000),
            ("2026-11-18T12:00:00.000000001Z", 1_795_003_200_000_000_001),
            ("2026-11-18T12:00:00.0000000019999Z", 1_795_003_200_000_000_001),
            ("2026-11-18t12:00:00z", 1_795_003_200_000_000_000),
            ("2026-11-18 12:00:00Z", 1_795_003_200_000_000_000), ("2026-11-18T12:00Z", 1_795_003_200_000_000_000),
            ("2026-11-18T13:00:00+0100", 1_795_003_200_000_000_000),
            ("2026-11-18T13:00:00+01", 1_795_003_200_000_000_000),
            ("2026-11-18T12:00:00,25Z", 1_795_003_200_250_000_000), ("1969-12-31T23:59:59.999Z", -1_000_000),
            // The leap second of 2016 is the second after it.
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000_000), ("2016-12-31T23:59:60.5Z", 1_483_228_800_500_000_000),
        ] as [(String, Int64)]
    )
    func timesAreRead(_ text: String, _ nanoseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-11-18", "2026-11-18T12", "2026-11-18T12:00:00", "2026-11-18T12:00:00+",
        "2026-11-18T12:00:00+1",
        "2026-11-18T12:00:00+24:00", "2026-11-18T12:00:00+01:60", "2026-11-18T12:00:00Zx", "2026-11-18T12:00:00.Z",
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-18T24:00:00Z", "2026-11-18T12:60:00Z",
        "2026-11-18T12:00:61Z",
        "26-11-18T12:00:00Z", "2026/11/18T12:00:00Z", "２026-11-18T12:00:00Z", " 2026-11-18T12:00:00Z",
        "1600-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z", "-026-11-18T12:00:00Z",
    ])
    func textThatIsNoTime(_ text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func aDefaultOffsetIsForTextsWithoutAZoneOnly() {
        #expect(
            Timestamp(rfc3339: "2026-11-18T13:00:00", defaultOffsetSeconds: 3_600)?.rfc3339 == "2026-11-18T12:00:00Z"
        )
        #expect(
            Timestamp(rfc3339: "2026-11-18T13:00:00Z", defaultOffsetSeconds: 3_600)?.rfc3339 == "2026-11-18T13:00:00Z"
        )
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000000001Z"), (1_000, "1970-01-01T00:00:00.000001Z"),
            (1_000_000, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
            (500_000_000, "1970-01-01T00:00:00.500Z"),
        ] as [(Int64, String)]
    )
    func timesAreWritten(_ nanoseconds: Int64, _ text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).rfc3339 == text)
    }

    @Test func whatIsWrittenIsReadBack() {
        var state: UInt64 = 3_339
        var firstMismatch: Timestamp?
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // From 1678 to 2261.
            let instant = Timestamp(nanoseconds: Int64(bitPattern: state) / 10 * 9)
            if Timestamp(rfc3339: instant.rfc3339) != instant { firstMismatch = firstMismatch ?? instant }
        }
        #expect(firstMismatch == nil)
    }
}
