import BelfryModel
import Testing

@testable import BelfryDaemon

@Suite struct WatchdogTests {
    private let watchdog = Watchdog(patienceNanoseconds: 10, monotonicNanoseconds: 100)

    @Test func onlyALoopThatStandsStillForLongerThanThePatienceIsStuck() {
        watchdog.progressed(.correlation, monotonicNanoseconds: 105)
        watchdog.progressed(.store, monotonicNanoseconds: 105)
        #expect(watchdog.stuck(monotonicNanoseconds: 110) == [])
        #expect(watchdog.stuck(monotonicNanoseconds: 111) == [.ingest])
        watchdog.progressed(.ingest, monotonicNanoseconds: 112)
        #expect(watchdog.stuck(monotonicNanoseconds: 112) == [])
    }

    @Test func aStartThatTookLongIsNoStandstill() {
        #expect(watchdog.stuck(monotonicNanoseconds: 200) == WatchedLoop.allCases)
        watchdog.restart(monotonicNanoseconds: 200)
        #expect(watchdog.stuck(monotonicNanoseconds: 210) == [])
    }

    @Test func systemdHearsThreeTimesAsOftenAsItAsks() {
        #expect(Watchdog.notificationInterval(environment: ["WATCHDOG_USEC": "3000000"]) == Nanoseconds.perSecond)
        for text in [nil, "", "0", "-1", "soon"] {
            #expect(Watchdog.notificationInterval(environment: text.map { ["WATCHDOG_USEC": $0] } ?? [:]) == nil)
        }
    }
}
