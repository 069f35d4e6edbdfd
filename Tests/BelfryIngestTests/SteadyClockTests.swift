import BelfryModel
import Testing

@testable import BelfryIngest

/// The clock of every arrival, while the wall clock does what wall clocks do.
@Suite struct SteadyClockTests {
    private static let start = Timestamp(seconds: 1_790_000_000)
    private static let second = Nanoseconds.perSecond

    /// A clock that starts at `start` with the monotonic clock at 0.
    private static func clock() -> SteadyClock {
        SteadyClock(wall: start, monotonicNanoseconds: 0)
    }

    private static func wall(after nanoseconds: Int64) -> Timestamp {
        start.advanced(byNanoseconds: nanoseconds)
    }

    @Test func itRunsWithTheMonotonicClock() {
        var clock = Self.clock()
        let now = clock.now(wall: Self.wall(after: Self.second), monotonicNanoseconds: Self.second)
        #expect(now == Self.wall(after: Self.second))
        #expect(clock.differenceNanoseconds == 0)
    }

    @Test func noInstantIsToldTwice() {
        var clock = Self.clock()
        var told: [Timestamp] = []
        for _ in 0..<3 {
            told.append(clock.now(wall: Self.start, monotonicNanoseconds: 0))
            told.append(clock.next())
        }
        #expect(told == told.sorted() && Set(told).count == told.count)
    }

    @Test func instantsWithoutALookNeverRunBehindTheNextLook() {
        var clock = Self.clock()
        for _ in 0..<1_000 { _ = clock.next() }
        let last = clock.last
        // The look comes 500 ns on, the instants that were told reach further.
        let now = clock.now(wall: Self.wall(after: 500), monotonicNanoseconds: 500)
        #expect(now > last)
        let later = clock.now(wall: Self.wall(after: Self.second), monotonicNanoseconds: Self.second)
        #expect(later == Self.wall(after: Self.second))
    }

    @Test("A step of the wall clock is walked to, a twentieth of the time", arguments: [-3_600, 3_600] as [Int64])
    func steps(seconds: Int64) {
        var clock = Self.clock()
        var last = clock.last
        let step = seconds * Self.second
        for second in 1...600 as ClosedRange<Int64> {
            let elapsed = second * Self.second
            let now = clock.now(wall: Self.wall(after: elapsed + step), monotonicNanoseconds: elapsed)
            let advance = now.nanosecondsSince(last)
            #expect(advance >= Self.second * 95 / 100 && advance <= Self.second * 105 / 100)
            last = now
        }
        #expect(abs(clock.differenceNanoseconds) > SteadyClock.reportedDifferenceNanoseconds)
        #expect(abs(clock.differenceNanoseconds) < abs(step))
    }

    @Test func itStartsAfterWhatIsStored() {
        let stored = Self.start.advanced(byNanoseconds: 3_600 * Self.second)
        var clock = SteadyClock(wall: Self.start, monotonicNanoseconds: 0, notBefore: stored)
        #expect(clock.now(wall: Self.wall(after: 1), monotonicNanoseconds: 1) > stored)
    }
}
