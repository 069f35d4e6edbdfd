// What the whole promise of Belfry rests on, and what libmosquitto does not document. If one of these fails after a
// library update, do not ship it.

import BelfryMQTT
import BelfryTestSupport
import Testing

@Suite(.serialized)
struct DeferredAcknowledgementTests {
    private static let puback: UInt8 = 0x40

    /// A client that is online at a scripted broker and has been sent `count` messages at QoS 1.
    private func onlineWithMessages(_ count: Int) throws -> (ScriptedBroker, SessionDriver) {
        let broker = try ScriptedBroker()
        let driver = try SessionDriver(.loopback(port: broker.port))
        driver.acknowledges = false
        driver.turn()
        broker.accept()
        broker.send(ScriptedBroker.connack)
        driver.run { driver.session.status.state == .subscribing }
        driver.settle()
        broker.send(ScriptedBroker.suback(messageID: 1))
        #expect(driver.runUntilOnline())
        #expect(broker.received().first == 0x10, "CONNECT comes first")
        for number in 1...count {
            broker.send(ScriptedBroker.publish(topic: "city/a", payload: "\(number)", messageID: UInt16(number)))
        }
        driver.run { driver.received.count == count }
        return (broker, driver)
    }

    @Test func nothingIsOnTheWireBeforeTheAcknowledgement() throws {
        let (broker, driver) = try onlineWithMessages(5)
        driver.settle()
        #expect(broker.received() == [], "a PUBACK before the commit loses the message when the power goes")
        #expect(!driver.session.wantsWrite, "queued acknowledgements must not wake the loop")
    }

    @Test func everyMessageIsAcknowledgedInOrderAfterwards() throws {
        let (broker, driver) = try onlineWithMessages(5)
        driver.session.acknowledge()
        let bytes = broker.received()
        let identifiers = stride(from: 0, to: bytes.count, by: 4).map { bytes[$0 + 3] }
        #expect(bytes.count == 5 * 4 && bytes[0] == Self.puback)
        #expect(identifiers == [1, 2, 3, 4, 5])
    }

    @Test func aBatchThatIsReadInTwoPartsIsAcknowledgedAtOnce() throws {
        let (broker, driver) = try onlineWithMessages(3)
        broker.send(ScriptedBroker.publish(topic: "city/a", payload: "4", messageID: 4))
        driver.run { driver.received.count == 4 }
        #expect(broker.received() == [])
        driver.session.acknowledge()
        #expect(broker.received().count == 4 * 4)
    }

    @Test func sayingGoodbyeAcknowledgesNothing() throws {
        let (broker, driver) = try onlineWithMessages(2)
        driver.session.disconnect()
        #expect(!broker.received().contains(Self.puback))
        #expect(driver.session.status.state == .stopped)
    }

    @Test func anOldAcknowledgementNeverReachesANewConnection() throws {
        let (broker, driver) = try onlineWithMessages(2)
        broker.hangUp()
        driver.run { driver.session.status.state == .connecting }
        broker.accept()
        broker.send(ScriptedBroker.connackWithSession)
        #expect(driver.runUntilOnline())
        // The batch of the old connection is committed only now.
        driver.session.acknowledge()
        driver.settle()
        let bytes = broker.received()
        #expect(bytes.first == 0x10)
        #expect(bytes.count == Int(bytes[1]) + 2, "CONNECT and nothing after it")
    }

    @Test func whatIsNotAcknowledgedComesAgainWithTheSameIdentifiers() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        let publisher = try MQTTPublisher(port: broker.port)
        var first: [SessionDriver.Received] = []
        do {
            let driver = try SessionDriver(.loopback(port: broker.port))
            driver.acknowledges = false
            #expect(driver.runUntilOnline())
            publisher.publishNumbered(0..<50)
            driver.run { driver.received.count == 50 }
            first = driver.received
            #expect(driver.redeliveredCount == 0)
            // The driver goes away here as if it had been killed: nothing was acknowledged.
        }
        do {
            let driver = try SessionDriver(.loopback(port: broker.port))
            driver.run { driver.received.count == 50 }
            #expect(driver.received == first)
            #expect(driver.redeliveredCount == 50, "libmosquitto tells the mark in its debug log only")
            publisher.publishNumbered(50..<60)
            driver.run { driver.received.count == 60 }
            #expect(driver.redeliveredCount == 50, "the mark of one message is not the next one's")
            #expect(driver.session.status.sessionPresent)
        }
        let driver = try SessionDriver(.loopback(port: broker.port))
        #expect(driver.runUntilOnline())
        driver.settle()
        #expect(driver.received == [], "after the acknowledgement nothing comes again")
    }

    @Test func theBatchLimitHoldsUntilTheAcknowledgement() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        var configuration = MQTTSessionConfiguration.loopback(port: broker.port)
        configuration.batchLimit = 30
        let driver = try SessionDriver(configuration)
        driver.acknowledges = false
        #expect(driver.runUntilOnline())
        try MQTTPublisher(port: broker.port).publishNumbered(0..<100)
        driver.settle()
        #expect(driver.received.count == 30)
        driver.session.acknowledge()
        driver.run { driver.received.count == 60 }
        driver.settle()
        #expect(driver.received.count == 60)
    }
}
