import BelfryMQTT
import BelfryTestSupport
import Glibc
import Testing

/// Brokers that do not know MQTT 5.
@Suite(.serialized)
struct OlderBrokerTests {
    /// A driver that has begun to connect, and the version that its CONNECT asked for.
    private static func connect(_ driver: SessionDriver, to broker: ScriptedBroker) -> UInt8? {
        driver.run { driver.session.status.state == .connecting }
        broker.accept()
        var bytes: [UInt8] = []
        driver.run {
            bytes += broker.received()
            return bytes.count > 8
        }
        // 10 length 00 04 M Q T T version
        return bytes.count > 8 && bytes[0] == 0x10 ? bytes[8] : nil
    }

    private static func configuration(_ broker: ScriptedBroker) -> MQTTSessionConfiguration {
        .loopback(port: broker.port)
    }

    @Test(
        "A refusal, in the older or the newer form, is followed by 3.1.1 at once, and the session works",
        arguments: [[0x20, 2, 0, 1], [0x20, 3, 0, 0x84, 0]] as [[UInt8]]
    )
    func refusal(_ connack: [UInt8]) throws {
        let broker = try ScriptedBroker()
        let driver = try SessionDriver(Self.configuration(broker))
        #expect(Self.connect(driver, to: broker) == 5)
        broker.send(connack)
        driver.run { driver.session.status.fault != nil }
        #expect(driver.session.status.reasons.first?.contains("trying 3.1.1") == true)
        #expect(Self.connect(driver, to: broker) == 4)
        #expect(!driver.session.status.hasFailedAttempt, "whoever waits for the outcome has to wait for this one")
        broker.send([0x20, 2, 0, 0])
        driver.run { driver.session.status.state == .subscribing }
        // SUBSCRIBE without properties: no byte of ours may be taken for one.
        var subscribe: [UInt8] = []
        driver.run {
            subscribe += broker.received()
            return !subscribe.isEmpty
        }
        #expect(subscribe == [0x82, 11, 0, 1, 0, 6] + Array("city/#".utf8) + [1])
        broker.send([0x90, 3, 0, 1, 1])
        #expect(driver.runUntilOnline())
        #expect(driver.session.status.version == .threeOneOne)
        broker.send([0x32, 9, 0, 4] + Array("city".utf8) + [0, 7] + Array("x".utf8))
        driver.acknowledges = false
        driver.run { driver.received.count == 1 }
        driver.settle()
        #expect(broker.received() == [], "the acknowledgement waits for its commit in 3.1.1 as well")
        driver.session.acknowledge()
        #expect(broker.received() == [0x40, 2, 0, 7])
    }

    @Test func aBrokerThatClosesAtOnceTwiceIsAskedInTheOlderVersion() throws {
        let broker = try ScriptedBroker()
        let driver = try SessionDriver(Self.configuration(broker))
        for version in [5, 5] as [UInt8] {
            #expect(Self.connect(driver, to: broker) == version)
            broker.hangUp()
            driver.run { driver.session.status.state == .waiting }
        }
        #expect(Self.connect(driver, to: broker) == 4)
    }

    @Test func afterAnEndTheNewerVersionComesFirst() throws {
        let broker = try ScriptedBroker()
        let driver = try SessionDriver(Self.configuration(broker))
        _ = Self.connect(driver, to: broker)
        broker.send([0x20, 2, 0, 1])
        driver.run { driver.session.status.fault != nil }
        #expect(Self.connect(driver, to: broker) == 4)
        broker.send([0x20, 2, 0, 0])
        driver.run { driver.session.status.isConnected }
        broker.hangUp()
        driver.run { !driver.session.status.isConnected }
        #expect(driver.session.status.version == nil)
        #expect(Self.connect(driver, to: broker) == 5)
    }

    @Test func whereFiveIsSettledARefusalStands() throws {
        let broker = try ScriptedBroker()
        var configuration = Self.configuration(broker)
        configuration.versions = .five
        let driver = try SessionDriver(configuration)
        #expect(Self.connect(driver, to: broker) == 5)
        broker.send([0x20, 2, 0, 1])
        driver.run { driver.session.status.state == .refused }
        #expect(driver.session.status.fault?.reason.contains("protocol: auto") == true)
    }

    @Test func aRealBrokerResumesASessionInTheOlderVersion() throws {
        let broker = try MosquittoProcess()
        try broker.start()
        var configuration = MQTTSessionConfiguration.loopback(port: broker.port)
        configuration.versions = .threeOneOne
        let publisher = try MQTTPublisher(port: broker.port)
        do {
            let driver = try SessionDriver(configuration)
            #expect(driver.runUntilOnline())
            #expect(driver.session.status.version == .threeOneOne)
            driver.acknowledges = false
            publisher.publishNumbered(0..<10)
            driver.run { driver.received.count == 10 }
        }
        publisher.publishNumbered(10..<20)
        let driver = try SessionDriver(configuration)
        driver.run { driver.received.count == 20 }
        #expect(driver.session.status.sessionPresent)
        #expect(driver.received.map(\.payload) == (0..<20).map { "\($0)" })
        #expect(driver.redeliveredCount == 10)
    }

    @Test func aPublisherFallsBackAsWell() throws {
        let broker = try ScriptedBroker()
        let publisher = try MQTTPublisher(port: broker.port)
        for answer in [1, 0] as [UInt8] {
            broker.accept()
            // What is not read when it is closed would take the answer with it.
            while broker.received().isEmpty { usleep(1_000) }
            broker.send([0x20, 2, 0, answer])
        }
        #expect(publisher.wait { $0.state == .online })
    }
}
