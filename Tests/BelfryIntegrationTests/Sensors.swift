import BelfryMQTT
import BelfryTestSupport
import Foundation

/// Sensors that publish to the broker under test, through one connection.
final class Sensors {
    private let publisher: MQTTPublisher
    /// Messages handed over so far.
    private(set) var count = 0

    init(on broker: MosquittoProcess, name: String = "sensors", tls: MQTTTransportSecurity? = nil) throws {
        let endpoint = MQTTEndpoint(host: "127.0.0.1", port: broker.port, clientID: "proof-\(name)", tls: tls)
        publisher = try MQTTPublisher(MQTTPublisherConfiguration(name: name, endpoint: endpoint))
    }

    deinit { publisher.stop(drainingSeconds: 0) }

    /// Publishes text at QoS 1 unless told otherwise.
    func send(_ topic: String, _ payload: String, qos: Int = 1, retain: Bool = false) {
        send(topic, bytes: Array(payload.utf8), qos: qos, retain: retain)
    }

    /// Publishes bytes; waits while more is under way than the publisher holds.
    func send(_ topic: String, bytes: [UInt8], qos: Int = 1, retain: Bool = false) {
        while publisher.status.waiting > 800 { usleep(200) }
        if publisher.publish(topic: topic, payload: bytes, retain: retain, qos: qos) { count += 1 }
    }

    /// Waits until the broker has everything.
    func settle(within seconds: Double = 30) throws {
        try eventually("the broker has \(count) messages; \(publisher.status)", within: seconds) {
            publisher.status.waiting == 0
        }
        guard publisher.status.dropped == 0, publisher.status.refused == 0 else {
            throw BelfryProcess.Failure(reason: "the broker did not take everything: \(publisher.status)")
        }
    }
}
