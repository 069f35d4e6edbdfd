/// A cursor over the bytes of one line.
struct FlatJSONParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ character: Unicode.Scalar, _ otherwise: String) throws(TraceLineFault) {
        if !takeIf(character) { throw TraceLineFault(reason: otherwise) }
    }

    /// Takes a character, after blanks, if it is the next one.
    mutating func takeIf(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    mutating func end() throws(TraceLineFault) {
        skipBlanks()
        if position < bytes.count { throw TraceLineFault(reason: "something follows the object") }
    }

    mutating func value() throws(TraceLineFault) -> FlatJSON.Value {
        skipBlanks()
        guard position < bytes.count else { throw TraceLineFault(reason: "the line ends before a value") }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "["): return .texts(try list())
        case UInt8(ascii: "{"): throw TraceLineFault(reason: "an object inside the object")
        default: return try word()
        }
    }

    mutating func string() throws(TraceLineFault) -> String {
        try take("\"", "a text in quotes is expected")
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else {
                    throw TraceLineFault(reason: "a text is not UTF-8")
                }
                return valid
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            case ..<0x20: throw TraceLineFault(reason: "a control character stands in a text")
            default: text.append(byte)
            }
        }
        throw TraceLineFault(reason: "a text has no end")
    }

    private mutating func list() throws(TraceLineFault) -> [String] {
        try take("[", "a list is expected")
        var texts: [String] = []
        if takeIf("]") { return texts }
        repeat { texts.append(try string()) } while takeIf(",")
        try take("]", "a list has no end")
        return texts
    }

    private mutating func word() throws(TraceLineFault) -> FlatJSON.Value {
        let start = position
        while position < bytes.count, !Self.endsWord(bytes[position]) { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        switch word {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        default:
            guard let number = Double(word), number.isFinite else {
                throw TraceLineFault(reason: "\"\(word.prefix(32))\" is no value")
            }
            return .number(number)
        }
    }

    /// What follows a backslash.
    private mutating func escape() throws(TraceLineFault) -> Unicode.Scalar {
        guard position < bytes.count else { throw TraceLineFault(reason: "a text has no end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw TraceLineFault(reason: "an unknown escape stands in a text")
        }
    }

    /// `\u00e9`, or the two halves of a surrogate pair.
    private mutating func unicodeEscape() throws(TraceLineFault) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), position + 1 < bytes.count,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
        else { throw TraceLineFault(reason: "half of a surrogate pair stands in a text") }
        position += 2
        let second = try hexadecimal()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw TraceLineFault(reason: "half of a surrogate pair stands in a text") }
        return scalar
    }

    private mutating func hexadecimal() throws(TraceLineFault) -> UInt32 {
        guard position + 4 <= bytes.count else { throw TraceLineFault(reason: "a text has no end") }
        let digits = bytes[position..<position + 4]
        position += 4
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw TraceLineFault(reason: "\\u needs four hexadecimal digits") }
        return value
    }

    private mutating func skipBlanks() {
        while position < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private static func endsWord(_ byte: UInt8) -> Bool {
        [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0D].contains(byte)
    }
}
