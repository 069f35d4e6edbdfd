import BelfryMQTT
import BelfryTestSupport
import Testing

@Suite(.serialized)
struct MQTTPublisherTests {
    private func listener(port: Int) throws -> SessionDriver {
        let driver = try SessionDriver(
            .loopback(port: port, clientID: "listener", subscriptions: [MQTTSubscription(filter: "belfry/#")])
        )
        #expect(driver.runUntilOnline())
        return driver
    }

    @Test func whatIsPublishedWhileTheBrokerIsDownArrivesLater() throws {
        let broker = try MosquittoProcess()
        let publisher = try MQTTPublisher(port: broker.port)
        for number in 0..<10 { publisher.publish(topic: "belfry/x", payload: Array("\(number)".utf8), retain: false) }
        publisher.wait { $0.fault != nil }
        #expect(publisher.status.waiting == 10)
        try broker.start()
        publisher.wait { $0.state == .online }
        publisher.wait { $0.waiting == 0 }
        #expect(publisher.status.delivered == 10)
    }

    @Test func aRestartedBrokerGetsWhatWasNotAcknowledged() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let driver = try listener(port: broker.port)
        let publisher = try MQTTPublisher(port: broker.port)
        publisher.publish(topic: "belfry/x", payload: Array("before".utf8))
        publisher.wait { $0.delivered == 1 }
        broker.stop()
        publisher.wait { $0.state != .online }
        publisher.publish(topic: "belfry/x", payload: Array("while away".utf8))
        try broker.start()
        #expect(driver.run { driver.received.map(\.payload).contains("while away") })
    }

    private static let presence = MQTTPresence(
        topic: "belfry/gw/status",
        online: Array("online".utf8),
        offline: Array("offline".utf8)
    )

    @Test func anOrderlyStopSaysOfflineOnce() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let driver = try listener(port: broker.port)
        let publisher = try MQTTPublisher(port: broker.port, presence: Self.presence)
        publisher.wait { $0.delivered == 1 }
        #expect(publisher.stop(drainingSeconds: 5))
        driver.run { driver.received.count == 2 }
        driver.settle()
        #expect(driver.received.map(\.payload) == ["online", "offline"])
        // Retained: whoever comes later hears how it stands now.
        let later = try SessionDriver(
            .loopback(port: broker.port, clientID: "later", subscriptions: [MQTTSubscription(filter: "belfry/#")])
        )
        later.run { !later.received.isEmpty }
        later.settle()
        #expect(later.received.map(\.payload) == ["offline"])
    }

    @Test func theWillIsHeardWhenThePublisherIsThrownOutAndItSaysOnlineAgain() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let driver = try listener(port: broker.port)
        let publisher = try MQTTPublisher(port: broker.port, presence: Self.presence)
        publisher.wait { $0.delivered == 1 }
        // Another client with the same name throws the first one out: that is no goodbye.
        do {
            let other = try MQTTPublisher(port: broker.port)
            #expect(driver.run { driver.received.map(\.payload).contains("offline") })
            other.stop(drainingSeconds: 1)
        }
        #expect(driver.run { driver.received.last?.payload == "online" && driver.received.count > 2 })
    }

    @Test func aStopWithoutABrokerSaysNothingAndDoesNotWait() throws {
        let publisher = try MQTTPublisher(port: 1, presence: Self.presence)
        publisher.wait { $0.fault != nil }
        #expect(publisher.stop(drainingSeconds: 60))
    }

    @Test func aPresenceOnNoTopicIsRefused() {
        var presence = Self.presence
        presence.topic = "belfry/#"
        #expect(throws: MQTTConfigurationFault.self) { try MQTTPublisher(port: 1, presence: presence) }
    }

    @Test func whatIsNoTopicIsRefusedAtOnce() throws {
        let publisher = try MQTTPublisher(port: 1)
        #expect(!publisher.publish(topic: "belfry/+", payload: []))
        #expect(!publisher.publish(topic: "", payload: []))
        #expect(!publisher.publish(topic: "a\0b", payload: []))
        #expect(publisher.publish(topic: "belfry/x", payload: []))
        #expect(publisher.status.waiting == 1)
    }

    @Test func stoppingWithoutABrokerSaysThatSomethingIsLeft() throws {
        let publisher = try MQTTPublisher(port: 1)
        publisher.publish(topic: "belfry/x", payload: [])
        #expect(!publisher.stop(drainingSeconds: 0.2))
    }
}
