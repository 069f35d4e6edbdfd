/// Why bytes are no Protocol Buffers message.
enum ProtobufFault: Error {
    case truncated
    case varintTooLong
    case lengthBeyondEnd
    case group
    case unknownWireType
    case unusableFieldNumber
    case wrongWireType

    var reason: Reason {
        switch self {
        case .wrongWireType: .wrongType
        case .truncated, .varintTooLong, .lengthBeyondEnd, .group, .unknownWireType, .unusableFieldNumber: .notProtobuf
        }
    }

    var detail: String {
        switch self {
        case .truncated: "it ends within a field"
        case .varintTooLong: "a varint takes more than 64 bits"
        case .lengthBeyondEnd: "a field is longer than what is left"
        case .group: "it holds a group, which no Sparkplug field is"
        case .unknownWireType: "a field has a wire type that there is none of"
        case .unusableFieldNumber: "a field has a number that no field may have"
        case .wrongWireType: "a known field has another wire type"
        }
    }
}
