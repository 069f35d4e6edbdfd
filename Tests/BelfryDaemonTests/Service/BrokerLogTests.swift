import BelfryModel
import Logging
import Testing

@testable import BelfryDaemon
@testable import BelfryMQTT

/// The log tells of what changed, once.
@Suite struct BrokerLogTests {
    private static func session(
        _ state: MQTTSessionStatus.State,
        connections: Int,
        fault: String? = nil,
        version: MQTTVersion? = nil,
        gap: MQTTSessionGap? = nil
    ) -> MQTTSessionStatus {
        MQTTSessionStatus(
            name: "city",
            state: state,
            sinceMonotonicNanoseconds: 0,
            fault: fault.map { MQTTFault(.lost, $0) },
            version: version,
            subscriptionFaults: [],
            sessionPresent: false,
            connections: connections,
            sessionsLost: gap == nil ? 0 : 1,
            lastGap: gap,
            messages: 0,
            grantedSessionExpirySeconds: nil
        )
    }

    private static func lines(_ log: inout BrokerLog, _ sessions: [MQTTSessionStatus]) -> [BrokerLog.Line] {
        log.lines(sessions, now: Timestamp(seconds: 1_795_000_000), monotonicNanoseconds: 100 * Nanoseconds.perSecond)
    }

    @Test func aConnectSaysWhichVersionIsSpoken() {
        var log = BrokerLog()
        #expect(Self.lines(&log, [Self.session(.connecting, connections: 0)]) == [])
        let newer = Self.session(.online, connections: 1, version: .five)
        #expect(Self.lines(&log, [newer]) == [BrokerLog.Line(level: .notice, text: "broker city: connected, MQTT 5")])
        #expect(Self.lines(&log, [newer]) == [])
        let older = Self.lines(&log, [Self.session(.online, connections: 2, version: .threeOneOne)])
        #expect(older.first?.text.contains("connected, MQTT 3.1.1; it cannot be told our limits") == true)
    }

    @Test func anEndIsToldOnceAndEachNewReason() {
        var log = BrokerLog()
        _ = Self.lines(&log, [Self.session(.online, connections: 1, version: .five)])
        let gone = Self.session(.waiting, connections: 1, fault: "gone")
        #expect(Self.lines(&log, [gone]) == [BrokerLog.Line(level: .warning, text: "broker city: gone")])
        #expect(Self.lines(&log, [gone]) == [])
        #expect(Self.lines(&log, [Self.session(.refused, connections: 1, fault: "refused")]).map(\.text).count == 1)
    }

    @Test func aForgottenSessionIsToldOnceWithTheSpanThatMayBeMissing() {
        var log = BrokerLog()
        _ = Self.lines(&log, [Self.session(.online, connections: 1, version: .five)])
        let gap = MQTTSessionGap(
            fromMonotonicNanoseconds: 40 * Nanoseconds.perSecond,
            toMonotonicNanoseconds: 95 * Nanoseconds.perSecond
        )
        let back = Self.session(.online, connections: 2, version: .five, gap: gap)
        let lines = Self.lines(&log, [back])
        #expect(lines.map(\.level) == [.notice, .warning])
        #expect(lines.last?.text.contains("from 2026-11-18T11:05:40Z to 2026-11-18T11:06:35Z may be missing") == true)
        #expect(Self.lines(&log, [back]) == [])
    }

    @Test func aForgottenSessionIsNewsForSomeMinutes() {
        let now = Timestamp(seconds: 1_795_000_000)
        let gap = MQTTSessionGap(fromMonotonicNanoseconds: 0, toMonotonicNanoseconds: Nanoseconds.perSecond)
        let session = Self.session(.online, connections: 2, gap: gap)
        func loss(after nanoseconds: Int64) -> SessionLoss? {
            SessionLoss(session, now: now, monotonicNanoseconds: Nanoseconds.perSecond + nanoseconds)
        }
        #expect(loss(after: SessionLoss.newsNanoseconds - 1) != nil)
        #expect(loss(after: SessionLoss.newsNanoseconds) == nil)
        #expect(SessionLoss(Self.session(.online, connections: 1), now: now, monotonicNanoseconds: 0) == nil)
    }
}
