/// Why bytes are not CBOR, and where.
struct CBORFault: Error, Equatable, BitwiseCopyable {
    enum Kind: UInt8 {
        case unexpectedEnd
        /// Additional information 28 to 30, or 31 where no length can be left open.
        case reservedByte
        case unexpectedBreak
        /// A part of an open string that is no string of the same kind and a given length.
        case badChunk
        case badSimpleValue
        case badDecimal
        case notUTF8
        case tooDeep
        case trailingBytes
    }

    var kind: Kind
    /// Bytes before the fault.
    var offset: Int

    /// The reason that a message ends with.
    var reason: Reason {
        switch kind {
        case .notUTF8: .notUTF8
        case .tooDeep: .tooDeep
        default: .notCBOR
        }
    }

    /// What is wrong and where, for people.
    var detail: String {
        let what: StaticString =
            switch kind {
            case .unexpectedEnd: "the bytes end too early"
            case .reservedByte: "a byte that is reserved"
            case .unexpectedBreak: "a break where nothing is open"
            case .badChunk: "a part of a string that is no string of its kind"
            case .badSimpleValue: "a simple value in two bytes that has to be in one"
            case .badDecimal: "a decimal fraction that is not an exponent and a mantissa of 64 bits"
            case .notUTF8: "text that is not UTF-8"
            case .tooDeep: "nested deeper than 32 levels"
            case .trailingBytes: "bytes after the end of the item"
            }
        return "\(what), at byte \(offset)"
    }
}
