import BelfryModel
import Testing

@testable import BelfryDaemon
@testable import BelfryIngest
@testable import BelfryMQTT

/// When it is worth a person's attention that Belfry is not heard.
@Suite struct BrokerVoiceTests {
    private static func publisher(_ fault: MQTTFault? = nil, isRefusing: Bool = false) -> MQTTPublisherStatus {
        MQTTPublisherStatus(
            state: fault == nil ? .online : .waiting,
            fault: fault,
            waiting: 0,
            delivered: 0,
            refused: 0,
            isRefusing: isRefusing,
            dropped: 0
        )
    }

    @Test func aFaultBesideASessionThatStandsIsToldOf() {
        let fault = MQTTFault(.refused, "no more than one connection a user")
        let publisher = Self.publisher(fault)
        #expect(BrokerVoice.faults(publisher, broker: "b", isSessionSettled: false) == [])
        let told = BrokerVoice.faults(publisher, broker: "b", isSessionSettled: true)
        #expect(told == ["broker b cannot be told anything: no more than one connection a user"])
        #expect(BrokerVoice.faults(Self.publisher(), broker: "b", isSessionSettled: true) == [])
    }

    @Test func aRefusalNamesWhatToGrant() {
        let told = BrokerVoice.faults(Self.publisher(isRefusing: true), broker: "b", isSessionSettled: false)
        #expect(told.count == 1)
        #expect(told[0].contains("write belfry/#") && told[0].contains("publish: false"))
    }

    @Test func requestsWaitForAConnectionUpToTheLimit() throws {
        // Nothing listens on port 1.
        let endpoint = MQTTEndpoint(host: "127.0.0.1", port: 1, clientID: "proof")
        let voice = try BrokerVoice(
            broker: "b",
            publishing: MQTTPublisherConfiguration(name: "b", endpoint: endpoint)
        )
        let now = Timestamp(seconds: 1_795_000_000)
        for number in 0..<(BrokerVoice.waitingLimit + 10) {
            voice.ask(RebirthRequest(source: 0, group: "g", node: "n\(number)"), at: now)
        }
        let filters = [MQTTSubscription(filter: "a")]
        let session = try MQTTSession(
            MQTTSessionConfiguration(name: "b", host: "h", clientID: "c", subscriptions: filters)
        )
        let status = voice.status(session: session.status, monotonicNanoseconds: 0, now: now)
        #expect(status.rebirthsAsked == UInt64(BrokerVoice.waitingLimit))
        #expect(status.rebirthsDropped == 10)
        #expect(status.isConnected == false)
        voice.stop(drainingSeconds: 0)
    }
}
