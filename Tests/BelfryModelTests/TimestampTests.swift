import BelfryModel
import Testing

/// Instants: they saturate where they would overflow, since they come from payloads.
@Suite struct TimestampTests {
    @Test func arithmeticSaturates() {
        #expect(Timestamp(seconds: .max) == .distantFuture)
        #expect(Timestamp(seconds: .min) == .distantPast)
        #expect(Timestamp(milliseconds: .max) == .distantFuture)
        #expect(Timestamp(milliseconds: .min) == .distantPast)
        #expect(Timestamp.distantFuture.advanced(byNanoseconds: 1) == .distantFuture)
        #expect(Timestamp.distantPast.advanced(byNanoseconds: -1) == .distantPast)
        #expect(Timestamp.distantPast.advanced(byNanoseconds: .max) == Timestamp(nanoseconds: -1))
        #expect(Timestamp.distantFuture.nanosecondsSince(.distantPast) == .max)
        #expect(Timestamp.distantPast.nanosecondsSince(.distantFuture) == .min)
    }

    @Test(arguments: [(1_500_000, 1), (-1, -1), (-1_000_000, -1), (-1_000_001, -2), (0, 0)] as [(Int64, Int64)])
    func millisecondsRoundTowardsThePast(_ nanoseconds: Int64, _ milliseconds: Int64) {
        #expect(Timestamp(nanoseconds: nanoseconds).milliseconds == milliseconds)
    }

    @Test(arguments: [(25, 10, 20), (20, 10, 20), (-1, 10, -10), (-10, 10, -10), (0, 7, 0)] as [(Int64, Int64, Int64)])
    func windowsAlignBeforeTheEpochToo(_ instant: Int64, _ length: Int64, _ start: Int64) {
        #expect(Timestamp(nanoseconds: instant).alignedDown(toMultipleOf: length).nanoseconds == start)
    }

    @Test(
        arguments: [
            (1.5, 1_500_000_000), (-1.5, -1_500_000_000), (1e-9, 1), (4e-10, 0), (1e300, .max), (-1e300, .min),
            (Double.infinity, .max), (-Double.infinity, .min), (Double.nan, 0),
            (9_000_000_000, 9_000_000_000_000_000_000),
        ] as [(Double, Int64)]
    )
    func lengthsInSecondsSaturate(_ seconds: Double, _ nanoseconds: Int64) {
        #expect(Nanoseconds.from(seconds: seconds) == nanoseconds)
    }
}
