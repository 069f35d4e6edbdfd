import BelfryMQTT
import BelfryTestSupport
import Foundation

/// Somebody else who listens to the broker under test.
final class TopicListener {
    struct Heard: Equatable {
        var topic: String
        var payload: [UInt8]
        var isRetained: Bool

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// The payload as a JSON object; empty where it is none.
        var object: [String: String] {
            (try? JSONSerialization.jsonObject(with: Data(payload))) as? [String: String] ?? [:]
        }
    }

    private let session: MQTTSession
    /// Everything heard, in order.
    private(set) var heard: [Heard] = []

    /// A listener that is subscribed.
    init(on broker: MosquittoProcess, to filter: String, name: String = "listener") throws {
        session = try MQTTSession(
            MQTTSessionConfiguration(
                name: name,
                host: "127.0.0.1",
                port: broker.port,
                clientID: "proof-\(name)",
                subscriptions: [MQTTSubscription(filter: filter)],
                cleanStart: true,
                backoff: MQTTBackoff(baseNanoseconds: 20_000_000, capNanoseconds: 100_000_000)
            )
        )
        try eventually("\(name) is subscribed to \(filter)", within: 20) {
            turn()
            return session.status.state == .online
        }
    }

    /// Listens until something has been heard.
    func listen(for what: String, within seconds: Double = 20, until isHeard: ([Heard]) -> Bool) throws {
        try eventually("\(what) is heard; heard so far: \(heard)", within: seconds) {
            turn()
            return isHeard(heard)
        }
    }

    private func turn() {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        session.service(
            monotonicNanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec),
            allowWrite: true
        )
        _ = session.read(limit: 256) { message in
            heard.append(
                Heard(
                    topic: String(decoding: message.topic, as: UTF8.self),
                    payload: Array(message.payload),
                    isRetained: message.isRetained
                )
            )
        }
        session.acknowledge()
    }
}
