// Windows that others take over in the middle: after a reload, after a restart.

import BelfryModel
import Testing

@testable import BelfryWindows

@Suite struct WindowAdoptionTests {
    static let second = Nanoseconds.perSecond

    static func windows(_ seconds: [Int64], lateness: Int64) -> OwnedWindows {
        OwnedWindows(WindowOracleTests.definitions(seconds.map { $0 * second }), lateness: lateness)
    }

    /// Whatever is added or taken away, a window that stays tells in the end what it would have told.
    @Test(arguments: 0..<60)
    func aWindowThatStaysForgetsNothing(round: Int) {
        let seed = UInt64(5_100 + round)
        var random = SeededRandom(seed: seed)
        let lateness = [0, 5, 20][round % 3] * Self.second
        let samples = WindowOracleTests.shuffled(
            WindowOracleTests.samples(&random, count: 300),
            lateness: lateness,
            &random
        )
        let sets: [[Int64]] = [[10, 60], [10, 60, 120], [60], [5, 60], [60, 90], [7, 60], [20, 60]]
        let old = Self.windows(sets[round % sets.count], lateness: lateness)
        let new = Self.windows(sets[round / 3 % sets.count], lateness: lateness)
        let uncut = Self.windows([60], lateness: lateness)
        let cut = Int.random(in: 1..<samples.count, using: &random)
        for sample in samples { uncut.insert(sample.value, at: sample.time) }
        for sample in samples[..<cut] { old.insert(sample.value, at: sample.time) }
        new.adopt(old)
        for sample in samples[cut...] { new.insert(sample.value, at: sample.time) }
        uncut.closeAll()
        new.closeAll()

        let minute = 60 * Self.second
        func minutes(_ windows: OwnedWindows) -> [ClosedWindow] {
            windows.told.flatMap { $0 }.filter { $0.end.nanosecondsSince($0.start) == minute && $0.count > 0 }
        }
        var latest: [Timestamp: ClosedWindow] = [:]
        for window in minutes(old) + minutes(new) { latest[window.end] = window }
        let expected = uncut.last()
        #expect(latest.count == expected.count, "seed \(seed)")
        for truth in expected {
            let told = latest[truth.end].map(WindowOracleTests.line)
            let agrees = latest[truth.end].map { WindowOracleTests.agree($0, truth) } == true
            #expect(agrees, "seed \(seed): \(WindowOracleTests.line(truth)), not \(told ?? "untold")")
        }
    }

    @Test func aWindowThatIsNewSaysThatItBeginsAnew() {
        let old = Self.windows([10, 60], lateness: 0)
        for step in 0..<5 { old.insert(Double(step), at: Int64(step) * 7 * Self.second) }
        #expect(Self.windows([10, 60], lateness: 0).adopt(old) == [])
        #expect(Self.windows([30, 60], lateness: 0).adopt(old) == [0])
        #expect(Self.windows([10, 60, 600], lateness: 0).adopt(old) == [2])
    }

    /// Somebody asks for a quantile of one window: the others go on, and only that one begins anew.
    @Test func whatIsKeptBesidesTouchesNoOtherWindow() {
        let minute = WindowDefinition(lengthNanoseconds: 60 * Self.second)
        let hour = WindowDefinition(.tumbling(lengthNanoseconds: 3_600 * Self.second), components: .quantiles)
        let old = OwnedWindows([minute, WindowDefinition(lengthNanoseconds: 3_600 * Self.second)])
        for second in 0..<90 as Range<Int64> { old.insert(1, at: second * Self.second) }
        let new = OwnedWindows([minute, hour])
        new.aggregates = [.quantile(0.5)]
        #expect(new.adopt(old) == [1])
        for second in 90..<130 as Range<Int64> { new.insert(3, at: second * Self.second) }
        new.closeAll()
        #expect(new.last(0).map(\.sum) == [30 + 90, 30])
        #expect(new.last(1).map(\.count) == [70], "from the pane on that was present")
        #expect((new.values[1][0][0] - 3).magnitude < 0.02, "of the values that came since")
    }

    @Test func aNewLayoutKnowsWhenTheNextWindowIsDue() {
        let old = Self.windows([1, 10], lateness: 3 * Self.second)
        for step in 0..<5 { old.insert(Double(step), at: Int64(step) * Self.second) }
        let new = Self.windows([10, 4], lateness: 3 * Self.second)
        new.adopt(old)
        #expect(new.windows.nextDue == Timestamp(seconds: 8))
        new.closeAll()
        #expect(new.last(0).map(\.count) == [5])
        #expect(new.last(1).isEmpty)
    }
}
