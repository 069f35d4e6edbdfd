import BelfryModel
import Testing

@testable import BelfryIngest

/// Repeats change nothing, corrections are marked, and neither depends on when somebody looks.
@Suite struct DuplicateTests {
    let scene = Scene(.below("env", .senml))

    @Test func aRepeatWithinTheAllowedLatenessIsADuplicate() {
        #expect(send(second: 0, value: 1).bucket == .stored)
        #expect(send(second: 0, value: 1, after: 119).bucket == .duplicate)
        #expect(scene.batch.readings.count == 1)
        #expect(scene.batch.evaluate.count == 1)
        #expect(scene.batch.messages.last?.reason == .repeated)
        #expect(scene.batch.duplicateReadingCount == 1)
    }

    @Test func anotherValueOfTheSameTimeIsACorrection() {
        send(second: 0, value: 1)
        send(second: 0, value: 2)
        #expect(scene.batch.readings.map(\.flags) == [[], .correction])
        #expect(send(second: 0, value: 1).bucket == .duplicate)
        #expect(send(second: 0, value: 2).bucket == .duplicate)
    }

    @Test func aMessageWithOneNewReadingIsStored() {
        send(second: 0, value: 1)
        let both =
            "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":\(1_795_003_200),\"v\":1},{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":\(1_795_003_201),\"v\":1}]"
        #expect(
            scene.send("env/a", both) == Disposition(outcome: .readings, bucket: .stored, reason: .none, readings: 1)
        )
    }

    @Test func beyondTheReachARepeatIsLateAndStored() {
        send(second: 0, value: 1)
        #expect(send(second: 0, value: 1, after: 121).bucket == .stored)
        #expect(scene.batch.readings.last?.flags == .late)
        #expect(scene.batch.messages.last?.isLate == true)
        #expect(scene.batch.lateReadingCount == 1)
    }

    @Test func theReachIsTheSameWhereverGenerationsChange() {
        // Readings keep coming, so that the filter turns over several times in between.
        for offset in stride(from: 0, to: 300, by: 7) {
            var filter = DuplicateFilter(reachNanoseconds: 100, limit: 1_000)
            let origin = Timestamp(nanoseconds: 1_000)
            for step in 0..<Int64(offset) { _ = check(&filter, series: 1, time: step, arrival: 1_000 + step) }
            let first = origin.nanoseconds + Int64(offset)
            #expect(check(&filter, series: 2, time: 5, arrival: first) == .new)
            #expect(check(&filter, series: 1, time: -1, arrival: first + 60) == .new)
            #expect(check(&filter, series: 2, time: 5, arrival: first + 100) == .duplicate)
            #expect(check(&filter, series: 2, time: 5, arrival: first + 101) == .new)
        }
    }

    @Test func aFullFilterShortensItsReachAndSaysSo() {
        var filter = DuplicateFilter(reachNanoseconds: 1_000_000, limit: 100)
        for time in 0..<1_000 { _ = check(&filter, series: 1, time: Int64(time), arrival: 0) }
        #expect(filter.shortenedCount > 0)
        #expect(check(&filter, series: 1, time: 999, arrival: 0) == .duplicate)
        #expect(check(&filter, series: 1, time: 0, arrival: 0) == .new)
    }

    @Test func manyValuesOfOneTimeAreNotGoneThroughOneByOne() {
        var filter = DuplicateFilter(reachNanoseconds: 1_000, limit: 100_000)
        let time = Timestamp(nanoseconds: 5)
        func check(_ value: Int) -> DuplicateFilter.Verdict {
            filter.check(SeriesID(1), at: time, value: Double(value), arrival: Timestamp(nanoseconds: 10))
        }
        #expect(check(0) == .new)
        for value in 1..<20_000 { #expect(check(value) == .correction) }
        for value in 0..<20_000 { #expect(check(value) == .duplicate) }
        // Half full at most, so places that are taken stand together by chance alone.
        var longestRun = 0
        var run = 0
        for slot in filter.current.slots {
            run = slot.series >= 0 ? run + 1 : 0
            longestRun = max(longestRun, run)
        }
        #expect(longestRun < 200)
    }

    @Test func duplicatesAreKnownAgainAfterARestart() {
        send(second: 0, value: 1)
        let next = Scene(.below("env", .senml))
        next.catalog.restore(scene.batch.newSeries)
        for reading in scene.batch.readings { next.ingest.restoreDuplicates(from: reading) }
        #expect(next.send("env/a", Self.payload(second: 0, value: 1), at: Scene.noon).bucket == .duplicate)
        #expect(next.send("env/a", Self.payload(second: 1, value: 1), at: Scene.noon).bucket == .stored)
    }

    @Test func aClockThatIsSetForwardMakesNothingNewAndNothingLate() {
        send(second: 0, value: 1)
        send(second: 1, value: 1)
        let decades: Int64 = 56 * 365 * 86_400
        scene.ingest.moveClock(byNanoseconds: decades * Nanoseconds.perSecond)
        // As old as a repeat may be, on the clock as it is now.
        #expect(send(second: 0, value: 1, after: decades + 119).bucket == .duplicate)
        #expect(send(second: 1, value: 2, after: decades + 119).bucket == .stored)
        #expect(scene.batch.readings.last?.flags == .correction)
        #expect(send(second: 2, value: 1, after: decades + 119).bucket == .stored)
        #expect(scene.batch.readings.last?.flags == [])
        #expect(send(second: 0, value: 1, after: decades + 125).bucket == .stored, "beyond the reach")
    }

    @Test func plainValuesWithoutATimeAreNeverDuplicatesByValue() {
        let scene = Scene(.values)
        for _ in 0..<3 { scene.send("city/north/traffic/tls-1/speed", "50") }
        #expect(scene.batch.readings.count == 3)
    }

    @Test func tenPercentRepeatsInAnyOrderChangeNothing() {
        let seed: UInt64 = 77
        var generator = SeededGenerator(seed: seed)
        let plain = Scene(.below("env", .senml))
        for second in 0..<2_000 {
            let payload = Self.payload(second: second, value: Double(second % 7))
            let time = Scene.noon.advanced(byNanoseconds: Int64(second) * Nanoseconds.perSecond)
            plain.send("env/a", payload, at: time)
            scene.send("env/a", payload, at: time)
            if second > 100, Int.random(in: 0..<10, using: &generator) == 0 {
                let earlier = second - Int.random(in: 0..<100, using: &generator)
                let repeated = Self.payload(second: earlier, value: Double(earlier % 7))
                #expect(scene.send("env/a", repeated, at: time).bucket == .duplicate, "seed \(seed)")
            }
        }
        #expect(scene.batch.readings == plain.batch.readings)
    }

    @discardableResult
    private func send(second: Int, value: Double, after seconds: Int64 = 0) -> Disposition {
        scene.send(
            "env/a",
            Self.payload(second: second, value: value),
            at: Scene.noon.advanced(byNanoseconds: seconds * Nanoseconds.perSecond)
        )
    }

    private static func payload(second: Int, value: Double) -> String {
        "[{\"n\":\"s:no2\",\"u\":\"ug/m3\",\"t\":\(1_795_003_200 + second),\"v\":\(value)}]"
    }

    private func check(
        _ filter: inout DuplicateFilter,
        series: Int32,
        time: Int64,
        arrival: Int64
    ) -> DuplicateFilter.Verdict {
        filter.check(
            SeriesID(series),
            at: Timestamp(nanoseconds: time),
            value: 1,
            arrival: Timestamp(nanoseconds: arrival)
        )
    }
}

/// The filter against a list that is searched from end to end.
@Suite struct DuplicateFilterOracleTests {
    private struct Known {
        var series: Int32
        var time: Int64
        var value: Double
        var arrival: Int64
    }

    @Test(arguments: [3, 40])
    func whatWaitsForItsPlaceIsKnownLikeTheRest(values: Int) {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("duplicate filter seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let reach: Int64 = 500
        // Where there are many values, many of them meet at few times.
        let coarseness: Int64 = values == 3 ? 1 : 150
        var filter = DuplicateFilter(reachNanoseconds: reach, limit: 100_000)
        var all: [Known] = []
        var newest: [Int32: Int64] = [:]
        for step in 0..<Int64(5_000) {
            let series = Int32.random(in: 0..<4, using: &generator)
            let isRepeat = Int.random(in: 0..<5, using: &generator) < (values == 3 ? 1 : 3)
            let time = isRepeat ? (step - Int64.random(in: 0..<700, using: &generator)) / coarseness * coarseness : step
            let value = Double(Int.random(in: 0..<values, using: &generator))
            let same = all.filter { $0.series == series && $0.time == time && step - $0.arrival <= reach }
            let isKnown = same.contains { $0.value == value }
            let expected: DuplicateFilter.Verdict = isKnown ? .duplicate : same.isEmpty ? .new : .correction
            let (id, at) = (SeriesID(series), Timestamp(nanoseconds: time))
            let arrival = Timestamp(nanoseconds: step)
            #expect(filter.knows(id, at: at, value: value, arrival: arrival) == isKnown, "seed \(seed), step \(step)")
            let isNewest = time > newest[series] ?? .min
            let verdict = filter.check(id, at: at, value: value, arrival: arrival, isNewest: isNewest)
            #expect(verdict == expected, "seed \(seed), step \(step)")
            if verdict != .duplicate { all.append(Known(series: series, time: time, value: value, arrival: step)) }
            newest[series] = max(newest[series] ?? .min, time)
        }
    }
}
