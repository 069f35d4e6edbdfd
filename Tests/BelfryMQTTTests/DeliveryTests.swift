import BelfryMQTT
import BelfryTestSupport
import Testing

@Suite(.serialized)
struct DeliveryTests {
    @Test func fiveThousandMessagesArriveOnceAndInOrder() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let driver = try SessionDriver(.loopback(port: broker.port))
        #expect(driver.runUntilOnline())
        let publisher = try MQTTPublisher(port: broker.port)
        for start in stride(from: 0, to: 5_000, by: 500) {
            for number in start..<start + 500 {
                publisher.publish(topic: "city/a", payload: Array("\(number)".utf8))
            }
            driver.run { driver.received.count == start + 500 }
        }
        #expect(driver.received.map(\.payload) == (0..<5_000).map { "\($0)" })
        #expect(publisher.status.dropped == 0)
    }

    @Test func theBrokerKeepsMessagesWhileTheSessionIsAwayAndOverItsOwnRestart() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        do {
            let driver = try SessionDriver(.loopback(port: broker.port))
            #expect(driver.runUntilOnline())
            driver.session.disconnect()
        }
        do {
            try MQTTPublisher(port: broker.port).publishNumbered(0..<200)
        }
        broker.stop()
        try broker.start()
        let driver = try SessionDriver(.loopback(port: broker.port))
        driver.run { driver.received.count == 200 }
        #expect(driver.received.map(\.payload) == (0..<200).map { "\($0)" })
    }

    @Test func aRetainedMessageComesWithANewSubscriptionAndNotAgainAfterAReconnect() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let publisher = try MQTTPublisher(port: broker.port)
        publisher.publish(topic: "city/kept", payload: Array("20.5".utf8), retain: true)
        publisher.wait { $0.delivered == 1 }
        let driver = try SessionDriver(.loopback(port: broker.port))
        driver.run { driver.received.count == 1 }
        #expect(driver.received.first?.isRetained == true)

        broker.stop()
        try broker.start()
        driver.run { driver.session.status.connections == 2 }
        let again = try SessionDriver(.loopback(port: broker.port, clientID: "belfry-test"))
        #expect(again.runUntilOnline())
        again.settle()
        #expect(driver.received.count == 1 && again.received.isEmpty, "the subscription existed before")
    }

    @Test func emptyAndBinaryPayloadsArriveAsTheyAre() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let driver = try SessionDriver(.loopback(port: broker.port))
        #expect(driver.runUntilOnline())
        let publisher = try MQTTPublisher(port: broker.port)
        publisher.publish(topic: "city/empty", payload: [])
        publisher.publish(topic: "city/zero", payload: [0x61, 0, 0x62])
        driver.run { driver.received.count == 2 }
        #expect(driver.received.map(\.payload) == ["", "a\0b"])
    }

    @Test func bothQualitiesOfServiceCanBeMixed() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let subscriptions = [MQTTSubscription(filter: "city/#", qos: 1), MQTTSubscription(filter: "env/#", qos: 0)]
        let driver = try SessionDriver(.loopback(port: broker.port, subscriptions: subscriptions))
        #expect(driver.runUntilOnline())
        #expect(driver.session.status.subscriptionFaults == [])
        let publisher = try MQTTPublisher(port: broker.port)
        publisher.publish(topic: "city/a", payload: [0x31])
        publisher.publish(topic: "env/a", payload: [0x32])
        driver.run { driver.received.count == 2 }
        #expect(Set(driver.received.map { $0.messageID == 0 }) == [true, false])
    }

    @Test func aMessageBeyondThePacketLimitStaysWithTheBroker() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        var configuration = MQTTSessionConfiguration.loopback(port: broker.port)
        configuration.maximumPacketBytes = 1_024
        let driver = try SessionDriver(configuration)
        #expect(driver.runUntilOnline())
        let publisher = try MQTTPublisher(port: broker.port)
        publisher.publish(topic: "city/large", payload: [UInt8](repeating: 0x78, count: 5_000))
        publisher.publish(topic: "city/small", payload: [0x31])
        driver.run { !driver.received.isEmpty }
        driver.settle()
        #expect(driver.received.map(\.topic) == ["city/small"])
        #expect(driver.session.status.connections == 1)
    }
}
