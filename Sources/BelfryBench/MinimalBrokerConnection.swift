internal import Glibc

/// One client of a minimal broker: what it sent and is not understood yet, what waits to go out.
struct MinimalBrokerConnection {
    let socket: Int32
    var hasSubscribed = false
    /// PUBACKs that arrived since the last look.
    var acknowledgements = 0
    private(set) var isOpen = true
    private var inbound: [UInt8] = []
    private var outbound: [UInt8] = []
    private var outboundStart = 0

    init(socket: Int32) { self.socket = socket }

    var wantsWrite: Bool { outboundStart < outbound.count }

    /// Takes bytes in from the socket and answers what they ask.
    mutating func read(into buffer: inout [UInt8]) {
        while true {
            let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN { break }
            guard count > 0 else { return isOpen = false }
            inbound += buffer[..<count]
            if count < buffer.count { break }
        }
        var rest = inbound[...]
        while let (head, body) = MinimalBrokerPacket.first(in: rest) {
            answer(head, inbound[body])
            rest = inbound[body.upperBound...]
        }
        inbound = Array(rest)
    }

    private mutating func answer(_ head: UInt8, _ body: ArraySlice<UInt8>) {
        switch head >> 4 {
        case 1: outbound += MinimalBrokerPacket.connack
        case 3: outbound += MinimalBrokerPacket.puback(head: head, body: body)
        case 4: acknowledgements += 1
        case 8:
            outbound += MinimalBrokerPacket.suback(for: body)
            hasSubscribed = true
        case 12: outbound += MinimalBrokerPacket.pingResponse
        case 14: isOpen = false
        default: break
        }
    }

    /// Sends what waits, then packets of a feed, until the socket takes no more.
    mutating func write(from feed: inout MinimalBrokerFeed) {
        while true {
            if !wantsWrite {
                outbound.removeAll(keepingCapacity: true)
                outboundStart = 0
                outbound += feed.take(byteLimit: 65_536)
                if outbound.isEmpty { return }
            }
            if !flush() { return }
        }
    }

    /// Sends what waits; false where something is left.
    mutating func flush() -> Bool {
        guard wantsWrite else { return true }
        let count = outbound.withUnsafeBytes { bytes in
            send(socket, bytes.baseAddress?.advanced(by: outboundStart), bytes.count - outboundStart, Self.flags)
        }
        if count > 0 { outboundStart += count }
        if count < 0, errno != EAGAIN { isOpen = false }
        return !wantsWrite
    }

    private static let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
}
