import Testing

@testable import BelfryMQTT

/// Which version is spoken, told event by event.
struct MQTTVersionChoiceTests {
    @Test func aRefusedVersionIsReplacedAtOnceAndOnlyOnce() {
        var choice = MQTTVersionChoice(.auto)
        #expect(choice.version == .five)
        let isAnotherWorthTrying = choice.refused()
        #expect(isAnotherWorthTrying)
        #expect(choice.version == .threeOneOne)
        let isYetAnother = choice.refused()
        #expect(!isYetAnother, "a broker that knows neither is not asked in a circle")
        #expect(choice.version == .five)
    }

    @Test func twoEndsWithoutAnAnswerAreTakenForARefusal() {
        var choice = MQTTVersionChoice(.auto)
        var spoken: [MQTTVersion] = []
        for _ in 0..<7 {
            spoken.append(choice.version)
            choice.endedUnanswered()
        }
        #expect(spoken == [.five, .five, .threeOneOne, .five, .five, .threeOneOne, .five])
    }

    @Test func endsSayNothingOfABrokerThatHasAnsweredTheNewerVersion() {
        var choice = MQTTVersionChoice(.auto)
        choice.accepted()
        choice.connectionEnded()
        for _ in 0..<5 {
            choice.endedUnanswered()
            #expect(choice.version == .five, "a proxy before a broker that restarts accepts and closes")
        }
        let isAnotherWorthTrying = choice.refused()
        #expect(isAnotherWorthTrying, "a refusal in words is believed")
    }

    @Test func afterAConnectionThatStoodTheNewerVersionIsTriedFirst() {
        var choice = MQTTVersionChoice(.auto)
        _ = choice.refused()
        choice.connectionEnded()
        #expect(choice.version == .five)
        choice.endedUnanswered()
        choice.connectionEnded()
        choice.endedUnanswered()
        #expect(choice.version == .five, "the ends before it count no more")
    }

    @Test(arguments: [MQTTVersionPolicy.five, .threeOneOne])
    func aSettledVersionStays(_ policy: MQTTVersionPolicy) {
        var choice = MQTTVersionChoice(policy)
        for _ in 0..<3 {
            let isAnotherWorthTrying = choice.refused()
            #expect(!isAnotherWorthTrying)
            choice.endedUnanswered()
            choice.connectionEnded()
            #expect(choice.version.rawValue == policy.rawValue)
        }
    }
}
