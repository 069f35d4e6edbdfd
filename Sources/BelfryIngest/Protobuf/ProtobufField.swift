/// One field of a message: its number, and its content as it stood on the wire.
///
/// Unsafe because it points into the message; used only within the call that holds it.
struct ProtobufField {
    enum Content {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        case bytes(UnsafeBufferPointer<UInt8>)
    }

    let number: UInt32
    let content: Content

    /// An integer or a boolean.
    func varint() throws(ProtobufFault) -> UInt64 {
        guard case .varint(let value) = content else { throw .wrongWireType }
        return value
    }

    func boolean() throws(ProtobufFault) -> Bool {
        try varint() != 0
    }

    func float() throws(ProtobufFault) -> Float {
        guard case .fixed32(let bits) = content else { throw .wrongWireType }
        return Float(bitPattern: bits)
    }

    func double() throws(ProtobufFault) -> Double {
        guard case .fixed64(let bits) = content else { throw .wrongWireType }
        return Double(bitPattern: bits)
    }

    /// A text, bytes, or a message within the message.
    func bytes() throws(ProtobufFault) -> UnsafeBufferPointer<UInt8> {
        guard case .bytes(let bytes) = content else { throw .wrongWireType }
        return bytes
    }
}
