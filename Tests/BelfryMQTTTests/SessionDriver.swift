// Drives a session the way the ingest thread does: poll, service, read, and an acknowledgement when the test says so.

import BelfryMQTT
import Glibc

final class SessionDriver {
    struct Received: Hashable {
        var topic: String
        var payload: String
        var messageID: UInt16
        var isRetained: Bool
    }

    let session: MQTTSession
    /// Everything handed out, in order.
    private(set) var received: [Received] = []
    /// How many of them the broker marked as sent before.
    private(set) var redeliveredCount = 0
    /// Whether each read is acknowledged at once.
    var acknowledges = true

    init(_ configuration: MQTTSessionConfiguration) throws { session = try MQTTSession(configuration) }

    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// One turn of the loop.
    func turn(limit: Int = 256, milliseconds: Int32 = 20) {
        if let socket = session.socket {
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN | (session.wantsWrite ? POLLOUT : 0)), revents: 0)
            poll(&descriptor, 1, milliseconds)
        } else {
            usleep(UInt32(milliseconds) * 1_000)
        }
        session.service(monotonicNanoseconds: Self.now(), allowWrite: true)
        let count = session.read(limit: limit) { message in
            received.append(
                Received(
                    topic: String(decoding: message.topic, as: UTF8.self),
                    payload: String(decoding: message.payload, as: UTF8.self),
                    messageID: message.messageID,
                    isRetained: message.isRetained
                )
            )
            if message.isRedelivered { redeliveredCount += 1 }
        }
        if count > 0, acknowledges { session.acknowledge() }
    }

    /// Turns until a condition holds; false where it does not within a minute, which no healthy run comes near.
    @discardableResult
    func run(until condition: () -> Bool) -> Bool {
        for _ in 0..<3_000 {
            if condition() { return true }
            turn()
        }
        return condition()
    }

    /// Turns often enough that anything under way would have arrived.
    func settle() { for _ in 0..<15 { turn() } }

    func runUntilOnline() -> Bool { run { session.status.state == .online } }
}

extension MQTTSessionConfiguration {
    /// A session on the loopback with quick retries.
    static func loopback(
        port: Int,
        clientID: String = "belfry-test",
        subscriptions: [MQTTSubscription] = [MQTTSubscription(filter: "city/#")]
    ) -> MQTTSessionConfiguration {
        MQTTSessionConfiguration(
            name: "test",
            host: "127.0.0.1",
            port: port,
            clientID: clientID,
            subscriptions: subscriptions,
            backoff: MQTTBackoff(baseNanoseconds: 20_000_000, capNanoseconds: 100_000_000)
        )
    }
}
