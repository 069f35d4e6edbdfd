import BelfryModel
import Testing

@testable import BelfryDaemon

/// When the engine's state is written down.
@Suite struct ImagePaceTests {
    @Test func everyHourOrTwoMillionReadings() {
        var pace = ImagePace(now: 0)
        #expect(!pace.isDue(now: Nanoseconds.perHour, readings: 0), "nothing has been read")
        #expect(!pace.isDue(now: Nanoseconds.perHour - 1, readings: 1_999_999))
        #expect(pace.isDue(now: Nanoseconds.perHour, readings: 1))
        #expect(pace.isDue(now: 1, readings: 2_000_000))
        pace.take(now: 1, readings: 2_000_000)
        #expect(!pace.isDue(now: Nanoseconds.perHour, readings: 3_999_999))
        #expect(pace.isDue(now: 2, readings: 4_000_000))
    }

    @Test func notWhileWhatABypassBroughtMayComeAgain() {
        var pace = ImagePace(now: 0)
        pace.demand()
        pace.noteBypass(now: 10)
        #expect(!pace.mayTake(now: 10 + Nanoseconds.perMinute - 1))
        #expect(!pace.isDue(now: 10 + Nanoseconds.perMinute - 1, readings: 5))
        #expect(pace.isDue(now: 10 + Nanoseconds.perMinute, readings: 5), "what was demanded is made up for")
        pace.take(now: 10 + Nanoseconds.perMinute, readings: 5)
        #expect(!pace.isDue(now: 11 + Nanoseconds.perMinute, readings: 6))
    }
}
