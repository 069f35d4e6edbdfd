/// The prepared PUBLISH packets of a minimal broker, back to back, and where in them it stands.
///
/// ```
///   bytes   │ packet 0 │ packet 1 │ … │ packet n-1 │   sent round and round
///                 ▲ identifier bytes are patched before each packet leaves at QoS 1
/// ```
///
/// Packet identifiers run 1...65,535 and round again, so the window must stay below 65,535.
struct MinimalBrokerFeed {
    private var bytes: [UInt8] = []
    /// Where each packet begins, and at the end where the last one ends.
    private var starts: [Int] = [0]
    /// Where each packet's identifier lies; empty at QoS 0.
    private var identifiers: [Int] = []
    private var next = 0
    private var lastIdentifier: UInt16 = 0
    private(set) var sent = 0
    private(set) var acknowledged = 0
    private let total: Int
    private let window: Int

    /// Prepares the packets.
    ///
    /// - Parameters:
    ///   - messages: at least one.
    ///   - qos: 0 or 1.
    ///   - total: how many packets are sent in all.
    ///   - window: how many may wait for their PUBACK, in 1...65,534.
    init(messages: [(topic: String, payload: [UInt8])], qos: Int, total: Int, window: Int) {
        self.total = messages.isEmpty ? 0 : total
        self.window = qos == 0 ? .max : min(max(window, 1), 65_534)
        for message in messages {
            var body: [UInt8] = MinimalBrokerPacket.text(message.topic)
            if qos > 0 {
                let headerCount = 1 + MinimalBrokerPacket.length(body.count + 3 + message.payload.count).count
                identifiers.append(bytes.count + headerCount + body.count)
                body += [0, 0]
            }
            // No properties.
            body.append(0)
            body += message.payload
            bytes += [UInt8(0x30 | qos << 1)] + MinimalBrokerPacket.length(body.count) + body
            starts.append(bytes.count)
        }
    }

    /// Whether nothing more is to be sent or waited for.
    var isDone: Bool { sent == total && (identifiers.isEmpty || acknowledged >= total) }

    /// Whether a packet may leave now.
    var hasRoom: Bool { room > 0 }

    private var room: Int { min(total - sent, identifiers.isEmpty ? .max : window - (sent - acknowledged)) }

    /// Hands packets out as one stretch of bytes, as far as the window and `byteLimit` allow; empty when none may go.
    mutating func take(byteLimit: Int) -> ArraySlice<UInt8> {
        let room = room
        let first = next
        var count = 0
        while count < room, next < starts.count - 1, starts[next + 1] - starts[first] <= byteLimit || count == 0 {
            if !identifiers.isEmpty { patchIdentifier(of: next) }
            next += 1
            count += 1
        }
        sent += count
        let stretch = bytes[starts[first]..<starts[next]]
        if next == starts.count - 1 { next = 0 }
        return stretch
    }

    mutating func acknowledge() { acknowledged += 1 }

    private mutating func patchIdentifier(of packet: Int) {
        lastIdentifier = lastIdentifier == .max ? 1 : lastIdentifier + 1
        bytes[identifiers[packet]] = UInt8(lastIdentifier >> 8)
        bytes[identifiers[packet] + 1] = UInt8(lastIdentifier & 0xFF)
    }
}
