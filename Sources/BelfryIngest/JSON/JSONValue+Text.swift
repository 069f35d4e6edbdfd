// Strings: compared and copied in their unescaped form. Almost none hold escapes, so that case is a plain copy.

extension JSONValue {
    /// Whether this is a string of exactly this text.
    ///
    /// A key is compared with many words and is none of most: length and first byte tell, without a call.
    @inline(__always)
    func isText(_ other: StaticString) -> Bool {
        let other = other.bytes
        if !node.pointee.hasEscapes, let first = other.first {
            guard Int(node.pointee.length) == other.count, text[Int(node.pointee.offset)] == first else { return false }
        }
        return isText(other)
    }

    /// Whether this is a string of exactly these UTF-8 bytes.
    func isText(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        guard kind == .string else { return false }
        if !node.pointee.hasEscapes { return RawBytes.areEqual(bytes, other) }
        var position = 0
        var isEqual = true
        forEachTextByte { byte in
            isEqual = isEqual && position < other.count && other[position] == byte
            position += 1
        }
        return isEqual && position == other.count
    }

    /// The text of a string, nil for anything else.
    ///
    /// Allocates; for rare paths.
    var string: String? {
        guard kind == .string else { return nil }
        if !node.pointee.hasEscapes { return String(decoding: bytes, as: UTF8.self) }
        var unescaped: [UInt8] = []
        unescaped.reserveCapacity(bytes.count)
        forEachTextByte { unescaped.append($0) }
        return String(decoding: unescaped, as: UTF8.self)
    }

    /// Whether this is a string without characters.
    var isEmptyText: Bool {
        kind == .string && node.pointee.length == 0
    }

    /// A hash of the unescaped text.
    var textHash: UInt64 {
        if !node.pointee.hasEscapes { return ByteHash.of(UnsafeRawBufferPointer(bytes)) }
        var unescaped: [UInt8] = []
        forEachTextByte { unescaped.append($0) }
        return unescaped.withUnsafeBytes { ByteHash.of($0) }
    }

    /// The unescaped UTF-8 bytes of a string, in order.
    ///
    /// The parser has checked every escape.
    func forEachTextByte(_ body: (UInt8) -> Void) {
        let raw = bytes
        guard node.pointee.hasEscapes, let start = raw.baseAddress else { return raw.forEach(body) }
        var position = 0
        while position < raw.count {
            guard raw[position] == UInt8(ascii: "\\") else {
                body(raw[position])
                position += 1
                continue
            }
            let letter = raw[position + 1]
            guard letter == UInt8(ascii: "u") else {
                body(Self.controlByte(of: letter))
                position += 2
                continue
            }
            var scalar = HexadecimalDigits.codeUnit(at: start + position + 2) ?? 0xFFFD
            position += 6
            if scalar & 0xFC00 == 0xD800 {
                let low = HexadecimalDigits.codeUnit(at: start + position + 2) ?? 0xDC00
                scalar = 0x1_0000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
                position += 6
            }
            UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}")?.forEach(body)
        }
    }

    private static func controlByte(of letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }
}
