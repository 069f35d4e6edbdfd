import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct WindowSetTests {
    static let second = Nanoseconds.perSecond

    static func edged(_ length: Int64) -> [WindowDefinition] {
        [WindowDefinition(.tumbling(lengthNanoseconds: length), components: .edges)]
    }

    @Test func aWindowIsToldWhenItEndsAndAnewForWhatComesLate() {
        let series = OwnedWindows(Self.edged(10 * Self.second), lateness: 5 * Self.second)
        series.insert(1, at: 3 * Self.second)
        series.insert(2, at: 14 * Self.second)
        #expect(series.told[0].map(\.count) == [1])
        series.insert(5, at: 9 * Self.second)
        #expect(series.told[0].map(\.count) == [1, 2])
        #expect(series.told[0].map(\.revision) == [0, 1])
        #expect(series.told[0][1].start.nanoseconds == 0)
        #expect(series.told[0][1].last == 5)
        series.insert(3, at: 15 * Self.second)
        series.insert(7, at: 9 * Self.second)
        series.closeAll()
        #expect(series.last().map(\.count) == [2, 2], "the late 7 is in neither")
    }

    @Test func aQuietSeriesTellsWhenItsWindowIsDue() {
        let series = OwnedWindows(lengths: [60 * Self.second, 10 * Self.second], lateness: 2 * Self.second)
        #expect(series.windows.nextDue == .distantFuture)
        series.insert(1, at: 61 * Self.second, arrival: 1_000 * Self.second)
        #expect(series.windows.nextDue == Timestamp(seconds: 70))
        #expect(series.watermark.arrival(ofClock: series.windows.nextDue) == Timestamp(seconds: 1_009))
        series.close(by: Timestamp(seconds: 70))
        #expect(series.told[1].map(\.count) == [1])
        series.closeAll()
        #expect(series.told[0].map(\.standing) == [.complete, .idle])
        #expect(series.told[0].map(\.count) == [1, 0])
        #expect(series.told[1].map(\.standing) == [.complete, .idle])
    }

    @Test func aLeapOfTheSensorsClockClosesEverythingAndGoesOn() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 3 * Self.second)
        for step in 0..<4 { series.insert(1, at: Int64(step) * Self.second) }
        series.insert(2, at: 1_000_000 * Self.second)
        #expect(series.last().map(\.count) == [1, 1, 1, 1])
        series.insert(3, at: 1_000_000 * Self.second + 1)
        series.closeAll()
        #expect(series.last().last?.count == 2)
        #expect(series.told[0].count < 10, "no window for each second in between")
    }

    @Test func emptyIdleAndIncompleteAreThreeThings() {
        let minute = 60 * Self.second
        let series = OwnedWindows(lengths: [minute], interval: 30 * Self.second)
        // Two readings; one; none but alive; a reading; then nothing any more.
        for time in [0, 30, 100, 185].map({ $0 * Self.second }) { series.insert(1, at: time) }
        series.closeAll()
        #expect(series.told[0].map(\.standing) == [.complete, .incomplete, .empty, .incomplete, .idle])
        #expect(series.told[0].map(\.coverage) == [1, 0.5, 0, 0.5, 0])
        #expect(series.told[0].map(\.count) == [2, 1, 0, 1, 0])
        #expect(series.told[0][2].mean.isNaN && series.told[0][2].sum == 0)
        #expect(series.windows.nextDue == .distantFuture, "an idle sensor costs nothing")
        series.insert(1, at: 100 * minute)
        series.closeAll()
        #expect(series.told[0].dropFirst(5).map(\.start) == [100, 101].map { Timestamp(nanoseconds: $0 * minute) })
    }

    @Test func aLateReadingFillsAWindowThatWasEmpty() {
        let series = OwnedWindows(lengths: [10 * Self.second], lateness: 30 * Self.second, interval: 10 * Self.second)
        series.insert(1, at: 5 * Self.second)
        series.insert(1, at: 25 * Self.second)
        #expect(series.told[0].map(\.standing) == [.complete, .empty])
        series.insert(4, at: 15 * Self.second)
        #expect(series.told[0].last?.revision == 1)
        #expect(series.told[0].last?.sum == 4)
        series.insert(6, at: 16 * Self.second)
        #expect(series.told[0].last?.revision == 2)
        #expect(series.told[0].last?.sum == 10)
    }

    @Test func aReadingForAWindowThatTheClockHasPassedRevisesIt() {
        let series = OwnedWindows(lengths: [10 * Self.second], lateness: 10 * Self.second)
        series.insert(1, at: 2 * Self.second)
        series.insert(2, at: 11 * Self.second)
        series.close(by: Timestamp(seconds: 25))
        series.insert(3, at: 19 * Self.second)
        series.insert(4, at: 9 * Self.second + 1)
        series.insert(5, at: 22 * Self.second)
        series.closeAll()
        #expect(series.last().map(\.sum) == [5, 5, 5])
    }

    @Test func timesAtTheEndsOfTheRangeEnterNoWindowAndHarmNothing() {
        let series = OwnedWindows(lengths: [Self.second, 366 * Nanoseconds.perDay], lateness: .max)
        for time in [Int64.min, .max, .min + 1, 0, .max - 1, -1] { series.insert(1, at: time) }
        series.closeAll()
        #expect(series.last().allSatisfy { $0.count == 1 && $0.start.nanoseconds.magnitude < 1 << 62 })
        #expect(series.told[0].count < 10_000)
    }

    @Test func ofTwoValuesWithOneTimeTheLaterArrivalIsFirstAndLast() {
        let series = OwnedWindows(Self.edged(Self.second))
        series.insert(1, at: 5)
        series.insert(2, at: 5)
        series.closeAll()
        #expect(series.told[0][0].first == 2 && series.told[0][0].last == 2)
    }

    @Test func largeValuesCloseTogetherKeepTheirSpread() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 0)
        // The textbook sum of squares in doubles gives 0 here, or the root of something negative.
        for (time, value) in [1e12 + 0.1, 1e12 + 0.3, 1e12 + 0.5].enumerated() { series.insert(value, at: Int64(time)) }
        series.closeAll()
        let spread = series.told[0][0].standardDeviation
        #expect(abs(spread - 0.163_3) < 1e-3, "\(spread)")
    }

    @Test func valuesAtTheEndOfTheRangeStayFinite() {
        let series = OwnedWindows(lengths: [Self.second], lateness: 0)
        for time in 0..<4 { series.insert(Double.greatestFiniteMagnitude, at: Int64(time)) }
        series.closeAll()
        let window = series.told[0][0]
        #expect(window.sum.isFinite && window.standardDeviation.isFinite && window.mean.isFinite)
    }

    @Test func aWindowThatCannotBeKeptIsRefusedWithBothNumbers() throws {
        try WindowDefinition(lengthNanoseconds: Self.second).check(allowedLatenessNanoseconds: 64 * Self.second)
        let fault = #expect(throws: WindowFault.self) {
            try WindowDefinition(lengthNanoseconds: Self.second).check(allowedLatenessNanoseconds: 65 * Self.second)
        }
        #expect(
            fault?.description
                == "a window of 1 s and an allowed lateness of 65 s would keep 65 ended windows to revise,"
                + " more than 64; choose a longer window or a shorter lateness"
        )
        #expect(throws: WindowFault.length(nanoseconds: 10)) {
            try WindowDefinition(lengthNanoseconds: 10).check(allowedLatenessNanoseconds: 0)
        }
    }
}
