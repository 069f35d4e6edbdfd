// Protocol Buffers on the wire: fields one after the other, in any order, each a tag and its content.
//
//     08 EA F2 F5 A8 A0 2B      12 03 0A 01 41              65 9A 99 41 41
//     │  └ varint, 7 bits a     │  │  └ 3 bytes, here a     │  └ 4 bytes, the lowest first
//     │    byte, lowest first   │  └ length   message again │
//     └ field 1, wire type 0    └ field 2, wire type 2      └ field 12, wire type 5
//
// A reader of its own instead of a library: decoding allocates nothing, and the sanitizer and fuzz builds stay without
// dependencies. A field's content is read before anyone asks for it, so that fields nobody knows are checked as well.

/// Reads the fields of one message, never beyond its end.
///
/// Unsafe because it points into the message; used only within the call that holds it.
struct ProtobufReader {
    /// The largest number that a field may have.
    private static let highestFieldNumber: UInt64 = (1 << 29) - 1

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    init(_ bytes: UnsafeRawBufferPointer) {
        self.init(bytes.assumingMemoryBound(to: UInt8.self))
    }

    /// The next field, or nil at the end of the message.
    mutating func next() throws(ProtobufFault) -> ProtobufField? {
        guard position < bytes.count else { return nil }
        let tag = try varint()
        let number = tag >> 3
        guard number >= 1, number <= Self.highestFieldNumber else { throw .unusableFieldNumber }
        return ProtobufField(number: UInt32(truncatingIfNeeded: number), content: try content(wireType: tag & 7))
    }

    private mutating func content(wireType: UInt64) throws(ProtobufFault) -> ProtobufField.Content {
        switch wireType {
        case 0: .varint(try varint())
        case 1: .fixed64(try fixed(byteCount: 8))
        case 2: .bytes(try lengthDelimited())
        case 3, 4: throw .group
        case 5: .fixed32(UInt32(truncatingIfNeeded: try fixed(byteCount: 4)))
        default: throw .unknownWireType
        }
    }

    /// At most ten bytes, of which the last one has room for a single bit.
    private mutating func varint() throws(ProtobufFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard position < bytes.count else { throw .truncated }
            let byte = bytes[position]
            position += 1
            guard shift < 63 || byte <= 1 else { throw .varintTooLong }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    private mutating func fixed(byteCount: Int) throws(ProtobufFault) -> UInt64 {
        guard bytes.count - position >= byteCount else { throw .truncated }
        var value: UInt64 = 0
        for index in (0..<byteCount).reversed() { value = value << 8 | UInt64(bytes[position + index]) }
        position += byteCount
        return value
    }

    private mutating func lengthDelimited() throws(ProtobufFault) -> UnsafeBufferPointer<UInt8> {
        let length = try varint()
        guard length <= UInt64(bytes.count - position) else { throw .lengthBeyondEnd }
        let start = position
        position += Int(length)
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }
}
