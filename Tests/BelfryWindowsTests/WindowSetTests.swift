import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct WindowSetTests {
    static let second = Nanoseconds.perSecond

    @Test func aWindowClosesWhenTheLatenessHasPassedAndNotBefore() {
        let series = OwnedWindows(lengths: [10 * Self.second], lateness: 5 * Self.second)
        series.insert(1, at: 3 * Self.second)
        series.insert(2, at: 14 * Self.second)
        #expect(series.closed[0].isEmpty, "a reading of the first window may still come")
        series.insert(5, at: 9 * Self.second)
        series.insert(3, at: 15 * Self.second)
        #expect(series.closed[0].map(\.count) == [2])
        #expect(series.closed[0][0].start.nanoseconds == 0)
        #expect(series.closed[0][0].last == 5)
        series.insert(7, at: 9 * Self.second)
        series.closeAll()
        #expect(series.closed[0].map(\.count) == [2, 2], "the late 7 is in neither")
    }

    @Test func aQuietSeriesTellsWhenItsWindowIsDue() {
        let series = OwnedWindows(lengths: [60 * Self.second, 10 * Self.second], lateness: 2 * Self.second)
        #expect(series.windows.nextDue == .distantFuture)
        series.insert(1, at: 61 * Self.second, arrival: 1_000 * Self.second)
        #expect(series.windows.nextDue == Timestamp(seconds: 72))
        #expect(series.watermark.arrival(ofClock: series.windows.nextDue) == Timestamp(seconds: 1_011))
        series.close(by: Timestamp(seconds: 72))
        #expect(series.closed[1].count == 1)
        #expect(series.windows.nextDue == Timestamp(seconds: 122))
        series.close(by: Timestamp(seconds: 122))
        #expect(series.closed[0].count == 1)
        #expect(series.windows.nextDue == .distantFuture)
    }

    @Test func aLeapOfTheSensorsClockClosesEverythingAndGoesOn() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 3 * Self.second)
        for step in 0..<4 { series.insert(1, at: Int64(step) * Self.second) }
        series.insert(2, at: 1_000_000 * Self.second)
        #expect(series.closed[0].map(\.count) == [1, 1, 1, 1])
        series.insert(3, at: 1_000_000 * Self.second + 1)
        series.closeAll()
        #expect(series.closed[0].last?.count == 2)
    }

    @Test func timesAtTheEndsOfTheRangeEnterNoWindowAndHarmNothing() {
        let series = OwnedWindows(lengths: [Self.second, 366 * Nanoseconds.perDay], lateness: .max)
        for time in [Int64.min, .max, .min + 1, 0, .max - 1, -1] { series.insert(1, at: time) }
        series.closeAll()
        #expect(series.closed[0].isEmpty)
    }

    @Test func ofTwoValuesWithOneTimeTheLaterArrivalIsFirstAndLast() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 0)
        series.insert(1, at: 5)
        series.insert(2, at: 5)
        series.closeAll()
        #expect(series.closed[0][0].first == 2 && series.closed[0][0].last == 2)
    }

    @Test func largeValuesCloseTogetherKeepTheirSpread() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 0)
        // The textbook sum of squares in doubles gives 0 here, or the root of something negative.
        for (time, value) in [1e12 + 0.1, 1e12 + 0.3, 1e12 + 0.5].enumerated() { series.insert(value, at: Int64(time)) }
        series.closeAll()
        let spread = series.closed[0][0].standardDeviation
        #expect(abs(spread - 0.163_3) < 1e-3, "\(spread)")
    }

    @Test func valuesAtTheEndOfTheRangeStayFinite() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 0)
        for time in 0..<4 { series.insert(Double.greatestFiniteMagnitude, at: Int64(time)) }
        series.closeAll()
        let window = series.closed[0][0]
        #expect(window.sum.isFinite && window.standardDeviation.isFinite && window.mean.isFinite)
    }

    @Test func aNewLayoutAdoptsTheOpenSpansOfTheOldOne() {
        let old = OwnedWindows(lengths: [Self.second, 10 * Self.second], lateness: 3 * Self.second)
        for step in 0..<5 { old.insert(Double(step), at: Int64(step) * Self.second) }
        let new = OwnedWindows(lengths: [10 * Self.second, 4 * Self.second], lateness: 3 * Self.second)
        old.settle()
        new.windows.adopt(from: old.windows)
        #expect(new.windows.nextDue == Timestamp(seconds: 13))
        new.closeAll()
        #expect(new.closed[0].map(\.count) == [5])
        #expect(new.closed[1].isEmpty)
    }

    @Test func aWindowThatCannotBeKeptIsRefusedWithBothNumbers() throws {
        try WindowDefinition(lengthNanoseconds: Self.second).check(allowedLatenessNanoseconds: 62 * Self.second)
        let fault = #expect(throws: WindowFault.self) {
            try WindowDefinition(lengthNanoseconds: Self.second).check(allowedLatenessNanoseconds: 63 * Self.second)
        }
        #expect(
            fault?.description == "a window of 1 s and an allowed lateness of 63 s would keep 65 windows open at once,"
                + " more than 64; choose a longer window or a shorter lateness"
        )
        #expect(throws: WindowFault.length(nanoseconds: 10)) {
            try WindowDefinition(lengthNanoseconds: 10).check(allowedLatenessNanoseconds: 0)
        }
    }
}
