/// Writes fields of Protocol Buffers.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func varint(_ number: UInt64, _ value: UInt64) {
        append(number << 3)
        append(value)
    }

    mutating func field(_ number: UInt64, _ content: some Collection<UInt8>) {
        append(number << 3 | 2)
        append(UInt64(content.count))
        bytes += content
    }

    mutating func float(_ number: UInt64, _ value: Float) {
        append(number << 3 | 5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    mutating func double(_ number: UInt64, _ value: Double) {
        append(number << 3 | 1)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    /// A number without a field, as other formats have it, too.
    mutating func append(_ varint: UInt64) {
        var rest = varint
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(contentsOf raw: some Collection<UInt8>) {
        bytes += raw
    }
}
