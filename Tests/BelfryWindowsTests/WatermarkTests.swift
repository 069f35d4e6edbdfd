import BelfryModel
import BelfryWindows
import Testing

@Suite struct WatermarkTests {
    static let lateness = 10 * Nanoseconds.perSecond

    /// Event and arrival in seconds; whether the reading was late.
    private func observe(_ watermark: inout Watermark, _ event: Int64, at arrival: Int64) -> Bool {
        watermark.observe(
            eventTime: Timestamp(seconds: event),
            arrival: Timestamp(seconds: arrival),
            allowedLatenessNanoseconds: Self.lateness
        )
    }

    @Test func theClockRunsOnAtThePaceOfArrival() {
        var watermark = Watermark()
        for (event, arrival) in [(400, 1_000), (403, 1_003), (402, 1_010)] as [(Int64, Int64)] {
            let isLate = observe(&watermark, event, at: arrival)
            #expect(!isLate)
        }
        #expect(watermark.clock(at: Timestamp(seconds: 1_100)) == Timestamp(seconds: 500))
        #expect(watermark.arrival(ofClock: Timestamp(seconds: 500)) == Timestamp(seconds: 1_100))
    }

    /// Each on its own after a first reading of 100 at 5000: the clock shows 100 then, and a second later 101.
    @Test(arguments: [
        (90, 5_000, false), (89, 5_000, true), (90, 5_001, true), (91, 5_001, false), (289, 5_200, true),
        (290, 5_200, false),
    ])
    func aReadingIsLateWhenTheClockHasPassedItByMoreThanTheLateness(event: Int64, arrival: Int64, expected: Bool) {
        var watermark = Watermark()
        let isFirstLate = observe(&watermark, 100, at: 5_000)
        let isLate = observe(&watermark, event, at: arrival)
        #expect(!isFirstLate && isLate == expected)
    }

    static let extremes: [Int64] = [.min, .min + 1, -1, 0, .max - 1, .max]

    @Test(arguments: extremes, extremes)
    func timesFromAnywhereSaturate(event: Int64, arrival: Int64) {
        var watermark = Watermark()
        for (event, arrival) in [(event, arrival), (arrival, event)] {
            // Whatever it answers, it does not trap.
            _ = watermark.observe(
                eventTime: Timestamp(nanoseconds: event),
                arrival: Timestamp(nanoseconds: arrival),
                allowedLatenessNanoseconds: .max
            )
        }
        #expect(watermark.arrival(ofClock: .distantFuture) == .distantFuture)
        _ = watermark.clock(at: .distantFuture)
        _ = watermark.clock(at: .distantPast)
    }
}
