// A broker that says what the test tells it to, byte by byte, so that what a client puts on the wire can be seen.

import BelfryTestSupport
import Glibc

final class ScriptedBroker {
    private let listener: LoopbackListener
    private var connection: Int32 = -1
    var port: Int { listener.port }

    init() throws { listener = try LoopbackListener() }

    deinit { if connection >= 0 { close(connection) } }

    /// CONNACK, success, no properties.
    static let connack: [UInt8] = [0x20, 3, 0, 0, 0]
    /// CONNACK, success, the session was there.
    static let connackWithSession: [UInt8] = [0x20, 3, 1, 0, 0]

    /// SUBACK for the SUBSCRIBE with this identifier.
    static func suback(messageID: UInt8, code: UInt8 = 1) -> [UInt8] { [0x90, 4, 0, messageID, 0, code] }

    /// PUBLISH at QoS 1 with a short topic and payload.
    static func publish(topic: String, payload: String, messageID: UInt16) -> [UInt8] {
        let body =
            [0, UInt8(topic.utf8.count)] + topic.utf8 + [UInt8(messageID >> 8), UInt8(messageID & 0xFF), 0]
            + payload.utf8
        return [0x32, UInt8(body.count)] + body
    }

    /// Takes the next connection; call it when the client has begun to connect.
    func accept() {
        if connection >= 0 { close(connection) }
        connection = Glibc.accept(listener.descriptor, nil, nil)
    }

    func send(_ bytes: [UInt8]) { _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    func hangUp() {
        close(connection)
        connection = -1
    }

    /// Everything that the client has sent so far; never waits.
    func received() -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }
}
