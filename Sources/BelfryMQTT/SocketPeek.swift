// What lies at the front of the socket, looked at without taking it.
//
//   ┌──────┬─────────────────────┬───────────┐
//   │ type │ remaining length    │ …         │   MQTT 5, 2.1: the length takes 1 to 4 bytes of 7 bits, the least
//   │ 1 B  │ 1–4 B               │ so many B │   significant first; a set top bit says that another one follows
//   └──────┴─────────────────────┴───────────┘
//
// libmosquitto reads one packet a call, does not say whether there was one, and allocates whatever length a packet
// declares, up to 256 MiB. One look answers for many packets: how many calls there is something for, and how long the
// first one says it is. Behind TLS the bytes are not MQTT's and there is nothing to see.

internal import Glibc

/// What one look at a plain connection found.
struct SocketPeek: Equatable {
    /// How many packets lie there whole, one after the other.
    var wholePackets = 0
    /// The largest size that a header among them, or right behind them, declares; 0 where there is no whole header.
    var largestByteCount = 0
    /// Nothing is there.
    var isEmpty = false

    /// Looks at the front of a socket, as far as `buffer` reaches.
    ///
    /// A socket that was closed or is at fault counts as one whole packet: reading it brings the reason out.
    static func look(at socket: Int32, buffer: inout [UInt8]) -> SocketPeek {
        buffer.withUnsafeMutableBytes { buffer in
            let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count < 0, errno == EAGAIN || errno == EINTR { return SocketPeek(isEmpty: true) }
            if count <= 0 { return SocketPeek(wholePackets: 1) }
            return parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Walks from header to header.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> SocketPeek {
        var found = SocketPeek()
        var start = 0
        while let byteCount = packetByteCount(bytes, at: start) {
            found.largestByteCount = max(found.largestByteCount, byteCount)
            guard byteCount <= bytes.count - start else { break }
            found.wholePackets += 1
            start += byteCount
        }
        return found
    }

    /// The size of the packet that begins at `start`, header included; nil while its header has not arrived in full.
    private static func packetByteCount(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Int? {
        var remaining = 0
        for index in 1..<5 {
            guard start + index < bytes.count else { return nil }
            let byte = bytes[start + index]
            remaining |= Int(byte & 0x7F) << (7 * (index - 1))
            if byte & 0x80 == 0 { return 1 + index + remaining }
        }
        // A fifth length byte is malformed: no limit lets this pass.
        return .max
    }

    /// How many bytes wait in a socket.
    static func waitingBytes(_ socket: Int32) -> Int {
        var count: Int32 = 0
        return ioctl(socket, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }
}
