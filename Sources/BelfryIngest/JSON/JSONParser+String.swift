extension JSONParser {
    /// RFC 8259, section 7; the text has to be UTF-8 (RFC 3629) and, once unescaped, still be able to be.
    mutating func parseString() throws(JSONFault) {
        position += 1
        let start = position
        var hasEscapes = false
        while true {
            skipPlainWords()
            guard position < count else { throw JSONFault(kind: .unexpectedEnd, offset: position) }
            let byte = text[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try parseEscape()
            } else if byte < 0x20 {
                throw JSONFault(kind: .controlCharacter, offset: position)
            } else if byte < 0x80 {
                position += 1
            } else {
                let length = UTF8Sequence.length(at: text + position, available: count - position)
                guard length > 0 else { throw JSONFault(kind: .notUTF8, offset: position) }
                position += length
            }
        }
        append(.string, offset: start, length: position - start, hasEscapes: hasEscapes)
        position += 1
    }

    /// Goes over bytes that need no second look, eight at a time.
    ///
    /// A byte needs one when it is a quote, a backslash, below 0x20 or above 0x7F. `(x - 1) & ~x & 0x80` tells a zero
    /// byte; a borrow may also mark bytes after the first hit, never before it, and only the first one matters.
    private mutating func skipPlainWords() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(text + position).loadUnaligned(as: UInt64.self)
            )
            let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            let isQuote = (quote &- ones) & ~quote
            let isBackslash = (backslash &- ones) & ~backslash
            let isControl = (word &- ones &* 0x20) & ~word
            let hits = (isQuote | isBackslash | isControl | word) & highs
            if hits != 0 {
                position += hits.trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
    }

    private mutating func parseEscape() throws(JSONFault) {
        let start = position
        guard position + 1 < count else { throw JSONFault(kind: .unexpectedEnd, offset: count) }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try parseCodeUnit()
            guard unit & 0xF800 == 0xD800 else { return }
            guard unit < 0xDC00, position + 1 < count, text[position] == UInt8(ascii: "\\"),
                text[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault(kind: .loneSurrogate, offset: start) }
            let low = try parseCodeUnit()
            guard (0xDC00...0xDFFF).contains(low) else { throw JSONFault(kind: .loneSurrogate, offset: start) }
        default: throw JSONFault(kind: .badEscape, offset: start)
        }
    }

    /// The four hexadecimal digits after `\u`.
    private mutating func parseCodeUnit() throws(JSONFault) -> UInt32 {
        guard position + 6 <= count else { throw JSONFault(kind: .unexpectedEnd, offset: count) }
        guard let unit = HexadecimalDigits.codeUnit(at: text + position + 2) else {
            throw JSONFault(kind: .badEscape, offset: position)
        }
        position += 6
        return unit
    }
}

/// The hexadecimal digits of `\uXXXX`.
enum HexadecimalDigits {
    /// The number that four digits write, or nil where one of them is none; four bytes have to be readable.
    static func codeUnit(at digits: UnsafePointer<UInt8>) -> UInt32? {
        var unit: UInt32 = 0
        for index in 0..<4 {
            let byte = digits[index]
            let lower = byte | 0x20
            let digit: UInt8
            if byte &- UInt8(ascii: "0") <= 9 {
                digit = byte &- UInt8(ascii: "0")
            } else if lower &- UInt8(ascii: "a") <= 5 {
                digit = lower &- UInt8(ascii: "a") &+ 10
            } else {
                return nil
            }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }
}
