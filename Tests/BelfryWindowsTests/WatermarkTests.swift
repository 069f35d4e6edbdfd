import BelfryModel
import BelfryWindows
import Testing

@Suite struct WatermarkTests {
    @Test func theClockRunsOnAtThePaceOfArrival() {
        var watermark = Watermark()
        watermark.observe(eventTime: Timestamp(seconds: 400), arrival: Timestamp(seconds: 1_000))
        watermark.observe(eventTime: Timestamp(seconds: 403), arrival: Timestamp(seconds: 1_003))
        watermark.observe(eventTime: Timestamp(seconds: 402), arrival: Timestamp(seconds: 1_010))
        #expect(watermark.clock(at: Timestamp(seconds: 1_100)) == Timestamp(seconds: 500))
        #expect(watermark.arrival(ofClock: Timestamp(seconds: 500)) == Timestamp(seconds: 1_100))
    }

    @Test func aReadingIsLateWhenTheClockHasPassedItByMoreThanTheLateness() {
        var watermark = Watermark()
        let lateness = 10 * Nanoseconds.perSecond
        func isLate(_ event: Int64, at arrival: Int64) -> Bool {
            watermark.isLate(
                eventTime: Timestamp(seconds: event),
                arrival: Timestamp(seconds: arrival),
                allowedLatenessNanoseconds: lateness
            )
        }
        #expect(!isLate(-1_000_000, at: 0), "the first reading sets the clock")
        watermark.observe(eventTime: Timestamp(seconds: 100), arrival: Timestamp(seconds: 5_000))
        #expect(!isLate(90, at: 5_000))
        #expect(isLate(89, at: 5_000))
        #expect(isLate(90, at: 5_001))
    }

    @Test func timesFromAnywhereSaturate() {
        var watermark = Watermark()
        watermark.observe(eventTime: Timestamp(nanoseconds: .min + 1), arrival: Timestamp(nanoseconds: .max))
        #expect(watermark.clock(at: .distantFuture) <= .distantFuture)
        watermark.observe(eventTime: Timestamp(nanoseconds: .max), arrival: Timestamp(nanoseconds: .min))
        #expect(watermark.arrival(ofClock: .distantFuture) == .distantFuture)
        #expect(watermark.arrival(ofClock: .distantPast) == .distantPast)
    }
}
