import BelfryMQTT
import Glibc

extension MQTTPublisher {
    /// A publisher to a test broker.
    convenience init(port: Int, clientID: String = "belfry-test-out", presence: MQTTPresence? = nil) throws {
        try self.init(
            MQTTPublisherConfiguration(
                name: "test",
                endpoint: MQTTEndpoint(host: "127.0.0.1", port: port, clientID: clientID),
                presence: presence,
                backoff: MQTTBackoff(baseNanoseconds: 20_000_000, capNanoseconds: 100_000_000)
            )
        )
    }

    /// Waits until a condition on the status holds, a minute at most.
    @discardableResult
    func wait(until condition: (MQTTPublisherStatus) -> Bool) -> Bool {
        for _ in 0..<6_000 {
            if condition(status) { return true }
            usleep(10_000)
        }
        return false
    }

    /// Publishes numbered messages and waits until the broker has all of them.
    func publishNumbered(_ numbers: Range<Int>, topic: String = "city/a") {
        for number in numbers {
            wait { $0.waiting < 900 }
            publish(topic: topic, payload: Array("\(number)".utf8))
        }
        wait { $0.waiting == 0 }
    }
}
