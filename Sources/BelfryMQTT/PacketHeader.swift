// What lies at the front of the socket, looked at without taking it.
//
//      ┌──────┬────────────────────────┬──────────────┐
//      │ type │ remaining length       │ …            │   MQTT 5, 2.1: type in the upper 4 bits,
//      │ 1 B  │ 1–4 B, 7 bits each, LSB│ that many B  │   a set top bit says that another length byte follows
//      └──────┴────────────────────────┴──────────────┘
//
// libmosquitto allocates whatever length a packet declares, up to 256 MiB, so it is looked at first. Behind TLS the
// bytes are not MQTT's and nothing is looked at: there the broker has proved who it is.

internal import Glibc

/// What the next bytes of a plain connection announce.
enum PacketHeader: Equatable {
    /// Nothing is there.
    case empty
    /// The header has not arrived in full; looking again soon is all that can be done.
    case incomplete
    /// The other side has closed, or the socket is at fault; reading it brings the reason out.
    case ended
    /// A packet of `byteCount` bytes, header included; `isWhole` when the bytes looked at hold all of it.
    case packet(type: UInt8, byteCount: Int, isWhole: Bool)

    /// Looks at the front of a socket.
    static func peek(_ socket: Int32) -> PacketHeader {
        var bytes: (UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0, 0)
        return withUnsafeMutableBytes(of: &bytes) { buffer in
            let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
            if count < 0 { return errno == EAGAIN || errno == EINTR ? .empty : .ended }
            if count == 0 { return .ended }
            return parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Reads a header from the first bytes of a packet; `bytes` is not empty.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> PacketHeader {
        var remaining = 0
        for index in 1..<5 {
            guard index < bytes.count else { return .incomplete }
            remaining |= Int(bytes[index] & 0x7F) << (7 * (index - 1))
            if bytes[index] & 0x80 == 0 {
                let byteCount = 1 + index + remaining
                return .packet(type: bytes[0] >> 4, byteCount: byteCount, isWhole: byteCount <= bytes.count)
            }
        }
        // A fifth length byte is malformed: no limit lets this pass.
        return .packet(type: bytes[0] >> 4, byteCount: .max, isWhole: false)
    }
}
