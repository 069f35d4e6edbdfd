/// Why bytes are not a JSON document, and where.
struct JSONFault: Error, Equatable, BitwiseCopyable {
    enum Kind: UInt8 {
        case unexpectedEnd
        case unexpectedByte
        case trailingBytes
        case notUTF8
        case controlCharacter
        case badEscape
        case loneSurrogate
        case badNumber
        /// `NaN`, `Infinity`: widely written, never JSON.
        case notFinite
        case tooDeep
        case duplicateKey
    }

    var kind: Kind
    /// Bytes before the fault.
    var offset: Int

    /// The reason that a message ends with.
    var reason: Reason {
        switch kind {
        case .notUTF8: .notUTF8
        case .tooDeep: .tooDeep
        case .duplicateKey: .duplicateKey
        default: .notJSON
        }
    }

    /// What is wrong and where, for people.
    var detail: String {
        let what =
            switch kind {
            case .unexpectedEnd: "the text ends too early"
            case .unexpectedByte: "unexpected character"
            case .trailingBytes: "text after the end of the document"
            case .notUTF8: "bytes that are not UTF-8"
            case .controlCharacter: "unescaped control character in a string"
            case .badEscape: "unknown escape in a string"
            case .loneSurrogate: "half of a surrogate pair in a string"
            case .badNumber: "a number that JSON does not know"
            case .notFinite: "NaN and Infinity are not JSON"
            case .tooDeep: "nested deeper than \(JSONLimits.depth) levels"
            case .duplicateKey: "an object names a key twice"
            }
        return "\(what), at byte \(offset)"
    }
}

/// How large a document may be.
enum JSONLimits {
    /// Arrays and objects within each other; beyond it the document is refused.
    ///
    /// City formats stay below 10.
    static let depth = 32
}
