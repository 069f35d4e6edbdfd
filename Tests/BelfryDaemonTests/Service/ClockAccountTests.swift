import BelfryModel
import Testing

@testable import BelfryDaemon

/// What the daemon says of a clock that jumped, and that its own watch is not led astray by it.
@Suite("The account of clock jumps")
struct ClockAccountTests {
    private static let second = Nanoseconds.perSecond

    @Test("Each jump is one line that says how far")
    func lines() {
        var account = ClockAccount()
        #expect(account.lines(since: ClockAccount()).isEmpty)
        account.steps = 1
        account.steppedNanoseconds = 3_600 * Self.second
        let afterStep = account
        #expect(afterStep.lines(since: ClockAccount()).count == 1)
        #expect(afterStep.lines(since: ClockAccount()).first?.contains("set forward by 3600 s") == true)
        account.suspends = 1
        account.suspendedNanoseconds = 8 * Nanoseconds.perHour
        #expect(account.lines(since: afterStep).count == 1)
        #expect(account.lines(since: afterStep).first?.contains("suspended for 28800 s") == true)
    }

    @Test("A broker that was away for two seconds when the clock was set is no finding")
    func selfWatch() {
        let start = Timestamp(seconds: 100)
        var watch = SelfWatch(gateway: "gw")
        let away = [SelfWatch.Part(kind: .brokerOffline, name: "city", fault: "refused")]
        #expect(watch.observe(away, now: start).isEmpty)
        let distance = 1_790_000_000 * Self.second
        watch.moveClock(byNanoseconds: distance)
        let set = start.advanced(byNanoseconds: distance)
        #expect(watch.observe(away, now: set.advanced(byNanoseconds: 2 * Self.second)).isEmpty)
        #expect(watch.observe(away, now: set.advanced(byNanoseconds: 10 * Self.second)).count == 1)
    }

    @Test("Rates and episodes go on")
    func counters() {
        var counters = IngestCounters()
        var now = Timestamp(seconds: 100)
        for second in 0..<10 as Range<UInt64> {
            counters.messageRate.note(second * 50, at: now)
            now = now.advanced(byNanoseconds: Self.second)
        }
        counters.setClock(byNanoseconds: Nanoseconds.perDay)
        now = now.advanced(byNanoseconds: Nanoseconds.perDay)
        #expect(counters.messageRate.perSecond(500, at: now) == 50)
        #expect(counters.clock == ClockAccount(steps: 1, steppedNanoseconds: Nanoseconds.perDay))
    }
}
