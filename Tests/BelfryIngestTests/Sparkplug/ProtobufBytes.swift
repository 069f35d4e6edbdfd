/// Writes Protocol Buffers, well formed or not as the test's author likes.
struct ProtobufBytes {
    private(set) var bytes: [UInt8] = []

    mutating func varint(_ number: UInt64, _ value: UInt64) {
        tag(number, wireType: 0)
        append(varint: value)
    }

    mutating func bytes(_ number: UInt64, _ content: [UInt8]) {
        tag(number, wireType: 2)
        append(varint: UInt64(content.count))
        bytes += content
    }

    mutating func text(_ number: UInt64, _ text: String) {
        bytes(number, Array(text.utf8))
    }

    mutating func float(_ number: UInt64, _ value: Float) {
        tag(number, wireType: 5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    mutating func double(_ number: UInt64, _ value: Double) {
        tag(number, wireType: 1)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    mutating func tag(_ number: UInt64, wireType: UInt64) {
        append(varint: number << 3 | wireType)
    }

    mutating func append(varint: UInt64) {
        var rest = varint
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
