// The few MQTT 5 packets that a minimal broker reads and writes (OASIS MQTT 5.0, section 3).

/// Bytes in, packets out; and the answers.
enum MinimalBrokerPacket {
    /// A text with its length before it.
    static func text(_ text: String) -> [UInt8] {
        let utf8 = Array(text.utf8)
        return [UInt8(utf8.count >> 8 & 0xFF), UInt8(utf8.count & 0xFF)] + utf8
    }

    /// A remaining length, 7 bits a byte, least significant first.
    static func length(_ count: Int) -> [UInt8] {
        var rest = count
        var bytes: [UInt8] = []
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        return bytes
    }

    /// The first packet in `bytes`.
    ///
    /// - Returns: its first byte, where its body lies, or nil while it has not arrived in full.
    static func first(in bytes: ArraySlice<UInt8>) -> (head: UInt8, body: Range<Int>)? {
        var index = bytes.startIndex + 1
        var length = 0
        var shift = 0
        while index < bytes.endIndex, shift < 28 {
            let byte = bytes[index]
            length |= Int(byte & 0x7F) << shift
            index += 1
            if byte & 0x80 == 0 {
                return index + length <= bytes.endIndex ? (bytes[bytes.startIndex], index..<index + length) : nil
            }
            shift += 7
        }
        return nil
    }

    /// CONNACK: accepted, no session, no properties.
    static let connack: [UInt8] = [0x20, 3, 0, 0, 0]
    static let pingResponse: [UInt8] = [0xD0, 0]

    /// SUBACK that grants every filter of a SUBSCRIBE body what it asks for.
    static func suback(for body: ArraySlice<UInt8>) -> [UInt8] {
        var codes: [UInt8] = []
        // Identifier, then properties with their length (one byte: this broker's clients send none).
        var index = body.startIndex + 3
        while index + 2 < body.endIndex {
            index += 2 + Int(body[index]) << 8 + Int(body[index + 1])
            guard index < body.endIndex else { break }
            codes.append(body[index] & 1)
            index += 1
        }
        let identifier = Array(body.prefix(2))
        return [0x90] + length(3 + codes.count) + identifier + [0] + codes
    }

    /// PUBACK for a PUBLISH at QoS 1; nothing at QoS 0.
    static func puback(head: UInt8, body: ArraySlice<UInt8>) -> [UInt8] {
        guard head & 0x06 == 0x02, body.count >= 2 else { return [] }
        let index = body.startIndex + 2 + Int(body[body.startIndex]) << 8 + Int(body[body.startIndex + 1])
        guard index + 1 < body.endIndex else { return [] }
        return [0x40, 2, body[index], body[index + 1]]
    }
}
