/// Writes the fields of one Protocol Buffers message, one after the other.
///
/// The counterpart of ``ProtobufReader``, for the little that Belfry sends: it allocates, so it is not for the hot path.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    /// An integer or an enumeration.
    mutating func varint(_ number: UInt32, _ value: UInt64) {
        tag(number, wireType: 0)
        append(varint: value)
    }

    mutating func boolean(_ number: UInt32, _ value: Bool) {
        varint(number, value ? 1 : 0)
    }

    mutating func text(_ number: UInt32, _ text: String) {
        message(number, Array(text.utf8))
    }

    /// A message within the message, already written.
    mutating func message(_ number: UInt32, _ content: [UInt8]) {
        tag(number, wireType: 2)
        append(varint: UInt64(content.count))
        bytes += content
    }

    private mutating func tag(_ number: UInt32, wireType: UInt64) {
        append(varint: UInt64(number) << 3 | wireType)
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private mutating func append(varint: UInt64) {
        var rest = varint
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
