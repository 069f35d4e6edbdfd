import Testing

@testable import BelfryMQTT

/// The session's decisions, told second by second on a clock that the test turns.
struct MQTTSessionMachineTests {
    private static let second: Int64 = 1_000_000_000
    private static let down = MQTTFault(.unreachable, "nothing listens")
    private static let gone = MQTTFault(.lost, "closed")

    /// A machine with a clock, whose random numbers are all 0.5.
    private struct Story {
        var machine: MQTTSessionMachine
        var now: Int64 = 0

        init(qos: [Int] = [1], isPersistent: Bool = true) {
            machine = MQTTSessionMachine(requestedQoS: qos, isPersistent: isPersistent, now: 0)
        }

        mutating func at(_ seconds: Double, _ event: MQTTSessionMachine.Event) -> [MQTTSessionMachine.Action] {
            now = Int64(seconds * 1e9)
            return machine.handle(event, now: now, random: 0.5)
        }

        /// Goes online in the same instant.
        mutating func goOnline(at seconds: Double, sessionPresent: Bool = false) {
            _ = at(seconds, .due)
            _ = at(seconds, .connack(code: 0, sessionPresent: sessionPresent))
            _ = at(seconds, .suback(codes: [1]))
        }
    }

    @Test func theStraightWayOnline() {
        var story = Story(qos: [1, 1])
        #expect(story.at(0, .due) == [.connect])
        #expect(story.at(0.1, .connack(code: 0, sessionPresent: false)) == [.subscribe([0, 1])])
        #expect(story.machine.isConnected)
        #expect(story.at(0.2, .suback(codes: [1, 1])) == [])
        #expect(story.machine.state == .online(since: 100_000_000))
        #expect(story.machine.deadline == nil)
        #expect(story.machine.fault == nil)
    }

    @Test func eachQualityOfServiceIsAskedForInItsOwnPacket() {
        var story = Story(qos: [1, 0, 1])
        _ = story.at(0, .due)
        #expect(story.at(0, .connack(code: 0, sessionPresent: false)) == [.subscribe([1]), .subscribe([0, 2])])
        _ = story.at(0, .suback(codes: [0]))
        #expect(story.machine.state == .subscribing(until: 60 * Self.second, since: 0))
        _ = story.at(0, .suback(codes: [1, 0x87]))
        #expect(story.machine.state == .online(since: 0))
        #expect(story.machine.notGranted == [2: 0x87])
    }

    @Test func aSilentBrokerIsGivenUpAfterFifteenSeconds() {
        var story = Story()
        _ = story.at(0, .due)
        #expect(story.at(14.9, .due) == [])
        #expect(story.at(15, .due) == [.drop])
        #expect(story.machine.fault?.kind == .unreachable)
    }

    @Test func delaysDoubleUpToTheCapAndNeverFallBelowHalf() {
        var story = Story()
        var delays: [Double] = []
        for _ in 0..<9 {
            let due = story.machine.deadline ?? -1
            #expect(story.machine.handle(.due, now: due, random: 0.5) == [.connect])
            _ = story.machine.handle(.lost(Self.down), now: due, random: 0.5)
            delays.append(Double((story.machine.deadline ?? -1) - due) / 1e9)
        }
        #expect(delays == [0.375, 0.75, 1.5, 3, 6, 12, 22.5, 22.5, 22.5])
    }

    @Test(arguments: [0, 0.25, 0.999, 1, -1, .nan])
    func anyJitterGivesADelayInTheUpperHalf(_ jitter: Double) {
        let backoff = MQTTBackoff(baseNanoseconds: 1_000, capNanoseconds: 1_000_000)
        for attempt in [0, 5, 63, Int.max] {
            let ceiling = min(1_000_000, attempt == 0 ? 1_000 : attempt == 5 ? 32_000 : 1_000_000)
            let delay = backoff.delayNanoseconds(attempt: attempt, jitter: jitter)
            #expect(delay >= Int64(ceiling) / 2 && delay < Int64(ceiling))
        }
    }

    @Test func aConnectionThatHeldStartsTheBackoffAfresh() {
        var story = Story()
        for _ in 0..<6 {
            _ = story.machine.handle(.due, now: story.machine.deadline ?? 0, random: 0.5)
            _ = story.at(100, .lost(Self.down))
        }
        story.goOnline(at: 200)
        _ = story.at(230, .lost(Self.gone))
        #expect(story.machine.deadline == 230 * Self.second + 375_000_000)
    }

    @Test func threeBriefConnectionsInARowAreExplained() {
        var story = Story()
        for start in [0.0, 100, 200] {
            story.goOnline(at: start, sessionPresent: start > 0)
            _ = story.at(start + 1, .lost(Self.gone))
        }
        #expect(story.machine.fault?.reason.contains("same client identifier") == true)
        story.goOnline(at: 300, sessionPresent: true)
        _ = story.at(400, .lost(Self.gone))
        #expect(story.machine.fault == Self.gone, "a connection that held ends the row")
    }

    @Test(arguments: [(0x86, "password"), (0x87, "the broker's list"), (0x85, "client identifier"), (4, "password")])
    func aRefusedLoginIsAStateWithARemedy(_ code: Int, _ remedy: String) {
        var story = Story()
        _ = story.at(0, .due)
        #expect(story.at(0, .connack(code: code, sessionPresent: false)) == [.drop])
        #expect(story.machine.state == .refused(until: 22_500_000_000))
        #expect(story.machine.fault?.reason.contains(remedy) == true)
        #expect(story.at(22.5, .due) == [.connect], "somebody may have corrected it")
    }

    @Test func aFailedHandshakeIsAPersonsTaskAndTriedAgainLikeAnyOther() {
        var story = Story()
        _ = story.at(0, .due)
        _ = story.at(0, .lost(MQTTFault(.tls, "expired")))
        #expect(story.machine.state == .refused(until: 375_000_000))
    }

    @Test func aBusyBrokerIsNotAPersonsTask() {
        var story = Story()
        _ = story.at(0, .due)
        _ = story.at(0, .connack(code: 0x89, sessionPresent: false))
        #expect(story.machine.state == .waiting(until: 375_000_000))
    }

    @Test func aSessionThatIsStillThereIsNotSubscribedAgain() {
        var story = Story()
        story.goOnline(at: 0)
        _ = story.at(50, .lost(Self.gone))
        _ = story.at(60, .due)
        #expect(story.at(60, .connack(code: 0, sessionPresent: true)) == [])
        #expect(story.machine.state == .online(since: 60 * Self.second))
        #expect(story.machine.sessionsLost == 0)
    }

    @Test func theFirstConnectionOfAProcessSubscribesEvenToAResumedSession() {
        var story = Story()
        _ = story.at(0, .due)
        #expect(story.at(0, .connack(code: 0, sessionPresent: true)) == [.subscribe([0])])
    }

    @Test func aForgottenSessionIsSubscribedToAgainAndCounted() {
        var story = Story()
        story.goOnline(at: 0)
        _ = story.at(50, .lost(Self.gone))
        _ = story.at(60, .due)
        #expect(story.at(60, .connack(code: 0, sessionPresent: false)) == [.subscribe([0])])
        #expect(story.machine.sessionsLost == 1)
        let gap = MQTTSessionGap(
            fromMonotonicNanoseconds: 50 * Self.second,
            toMonotonicNanoseconds: 60 * Self.second
        )
        #expect(story.machine.lastGap == gap)
    }

    @Test func theGapReachesFromTheEndOfTheLastConnectionAndNotOfTheLastAttempt() {
        var story = Story()
        story.goOnline(at: 0)
        #expect(story.machine.lastGap == nil, "a first start loses nothing")
        _ = story.at(50, .lost(Self.gone))
        for instant in [60.0, 70, 80] {
            _ = story.at(instant, .due)
            _ = story.at(instant + 1, .lost(Self.down))
        }
        _ = story.at(200, .due)
        _ = story.at(200, .connack(code: 0, sessionPresent: false))
        #expect(story.machine.lastGap?.fromMonotonicNanoseconds == 50 * Self.second)
        #expect(story.machine.lastGap?.toMonotonicNanoseconds == 200 * Self.second)
    }

    @Test func aSessionOfAnEarlierProcessCanBeLostAsWell() {
        var machine = MQTTSessionMachine(requestedQoS: [1], isPersistent: true, previousEnd: -7, now: 0)
        _ = machine.handle(.due, now: 0, random: 0.5)
        _ = machine.handle(.connack(code: 0, sessionPresent: false), now: 5, random: 0.5)
        #expect(machine.sessionsLost == 1)
        #expect(
            machine.lastGap == MQTTSessionGap(fromMonotonicNanoseconds: -7, toMonotonicNanoseconds: 5)
        )
    }

    @Test func aCleanSessionIsForgottenByDesign() {
        var story = Story(isPersistent: false)
        story.goOnline(at: 0)
        _ = story.at(50, .lost(Self.gone))
        story.goOnline(at: 60)
        #expect(story.machine.sessionsLost == 0)
    }

    @Test func aRefusedSubscriptionIsAskedForAgainEveryMinute() {
        var story = Story(qos: [1, 1])
        _ = story.at(0, .due)
        _ = story.at(0, .connack(code: 0, sessionPresent: false))
        _ = story.at(0, .suback(codes: [1, 0x87]))
        #expect(story.machine.deadline == 60 * Self.second)
        #expect(story.at(60, .due) == [.subscribe([1])])
        #expect(story.machine.deadline == nil, "one question at a time")
        _ = story.at(61, .suback(codes: [0x87]))
        #expect(story.at(121, .due) == [.subscribe([1])])
        _ = story.at(121, .suback(codes: [1]))
        #expect(story.machine.notGranted == [:])
        #expect(story.machine.deadline == nil)
    }

    @Test func aLowerQualityOfServiceIsNotWhatWasAskedFor() {
        var story = Story()
        _ = story.at(0, .due)
        _ = story.at(0, .connack(code: 0, sessionPresent: false))
        _ = story.at(0, .suback(codes: [0]))
        #expect(story.machine.notGranted == [0: 0])
    }

    @Test func aBrokerThatAnswersForTooFewFiltersHasRefusedTheRest() {
        var story = Story(qos: [1, 1])
        _ = story.at(0, .due)
        _ = story.at(0, .connack(code: 0, sessionPresent: false))
        _ = story.at(0, .suback(codes: []))
        #expect(story.machine.notGranted == [0: 0x80, 1: 0x80])
    }

    @Test func answersThatNobodyAskedForChangeNothing() {
        var story = Story()
        #expect(story.at(0, .suback(codes: [0x87])) == [])
        #expect(story.at(0, .connack(code: 0, sessionPresent: true)) == [])
        #expect(story.machine.state == .waiting(until: 0))
        story.goOnline(at: 1)
        #expect(story.at(2, .suback(codes: [0x87])) == [])
        #expect(story.at(2, .connack(code: 0x87, sessionPresent: false)) == [])
        #expect(story.machine.state == .online(since: Self.second))
    }

    @Test func aStoppedSessionStaysStopped() {
        var story = Story()
        story.goOnline(at: 0)
        #expect(story.at(1, .stop) == [.disconnect])
        #expect(story.at(1_000, .due) == [])
        #expect(story.at(1_000, .lost(Self.gone)) == [])
        #expect(story.machine.state == .stopped)
        #expect(story.machine.deadline == nil)
    }

    @Test func stoppingAnAttemptDropsIt() {
        var story = Story()
        _ = story.at(0, .due)
        #expect(story.at(1, .stop) == [.drop])
    }
}
