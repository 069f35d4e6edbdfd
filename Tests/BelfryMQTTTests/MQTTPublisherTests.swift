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

    @Test func theWillIsHeardWhenThePublisherDiesAndNotWhenItSaysGoodbye() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let will = MQTTWill(topic: "belfry/gw/status", payload: Array("offline".utf8))
        let driver = try listener(port: broker.port)
        do {
            let publisher = try MQTTPublisher(port: broker.port, will: will)
            publisher.publish(topic: "belfry/gw/status", payload: Array("online".utf8), retain: true)
            #expect(publisher.stop(drainingSeconds: 5))
        }
        driver.run { !driver.received.isEmpty }
        driver.settle()
        #expect(driver.received.map(\.payload) == ["online"])

        // A second client with the same name throws the first one out: that is no goodbye.
        let first = try MQTTPublisher(port: broker.port, will: will)
        first.wait { $0.state == .online }
        let second = try MQTTPublisher(port: broker.port)
        second.wait { $0.state == .online }
        #expect(driver.run { driver.received.map(\.payload).contains("offline") })
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
