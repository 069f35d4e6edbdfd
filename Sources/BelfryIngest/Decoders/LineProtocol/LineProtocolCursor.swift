/// A place in a text of line protocol.
///
/// Unsafe because it points into the payload; used only within the call that holds it, and every read is preceded by a
/// comparison with the end.
struct LineProtocolCursor {
    /// Which characters end a name, and which ones a backslash makes part of it.
    enum NameKind {
        /// Ends at a comma or blank.
        case measurement
        /// Ends at a comma, blank or `=`: keys and values of tags, keys of fields.
        case key
    }

    let text: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    var isAtEnd: Bool { position >= text.count }

    /// The byte here; nil at the end.
    var byte: UInt8? { position < text.count ? text[position] : nil }

    /// The bytes from an earlier place to this one.
    func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[start..<position])
    }

    /// The number of the line at a place, from 1 on.
    func lineNumber(at place: Int) -> Int {
        text[..<place].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    }

    /// Goes to the next line that is neither empty nor a comment; false at the end.
    ///
    /// A comment that is none, since a control character is in it, counts as a line, so that it is refused as one.
    mutating func skipToLine() -> Bool {
        while true {
            skipBlanks()
            guard let byte else { return false }
            switch byte {
            case UInt8(ascii: "#"):
                let start = position
                while let byte = self.byte, !Self.isControl(byte) { position += 1 }
                guard takeLineEnd() else {
                    position = start
                    return true
                }
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): guard takeLineEnd() else { return true }
            default: return true
            }
        }
    }

    /// Goes behind the next line end.
    mutating func skipLine() {
        while let byte {
            position += 1
            if byte == UInt8(ascii: "\n") { return }
        }
    }

    mutating func skipBlanks() {
        while byte == UInt8(ascii: " ") { position += 1 }
    }

    /// Goes one byte on if it is this one.
    mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        position += 1
        return true
    }

    /// Goes behind a line end, if there is one here; the end of the text is one.
    mutating func takeLineEnd() -> Bool {
        guard let byte else { return true }
        if byte == UInt8(ascii: "\n") {
            position += 1
            return true
        }
        guard byte == UInt8(ascii: "\r") else { return false }
        guard position + 1 < text.count else {
            position += 1
            return true
        }
        guard text[position + 1] == UInt8(ascii: "\n") else { return false }
        position += 2
        return true
    }

    /// Goes behind a name and returns it as written, empty where there is none.
    mutating func takeName(_ kind: NameKind) throws(LineProtocolFault) -> UnsafeBufferPointer<UInt8> {
        let start = position
        var allBits: UInt8 = 0
        while position < text.count {
            let byte = text[position]
            if Self.ends(byte, kind) { break }
            allBits |= byte
            position += 1
            if byte == UInt8(ascii: "\\"), let next = self.byte, Self.isEscaped(next, kind) { position += 1 }
        }
        let name = bytes(from: start)
        guard allBits < 0x80 || UTF8Sequence.isValid(UnsafeRawBufferPointer(name)) else { throw .notUTF8 }
        return name
    }

    /// Goes behind a text whose opening quote has been taken.
    mutating func skipText() throws(LineProtocolFault) {
        let start = position
        var allBits: UInt8 = 0
        while position < text.count, text[position] != UInt8(ascii: "\"") {
            allBits |= text[position]
            // What follows a backslash cannot close the text, unless it is none of what can be escaped anyway.
            let isPair = text[position] == UInt8(ascii: "\\") && position + 1 < text.count
            position += isPair && "\"\\".utf8.contains(text[position + 1]) ? 2 : 1
        }
        guard allBits < 0x80 || UTF8Sequence.isValid(UnsafeRawBufferPointer(bytes(from: start))) else { throw .notUTF8 }
        guard take(UInt8(ascii: "\"")) else { throw .openText }
    }

    /// Goes behind a number or boolean and returns it as written.
    mutating func takeWord() -> UnsafeBufferPointer<UInt8> {
        let start = position
        while let byte, byte != UInt8(ascii: ","), byte != UInt8(ascii: " "), byte != UInt8(ascii: "\n"),
            byte != UInt8(ascii: "\r")
        {
            position += 1
        }
        return bytes(from: start)
    }

    /// Whether a byte ends a name of a kind.
    private static func ends(_ byte: UInt8, _ kind: NameKind) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || isControl(byte)
            || (byte == UInt8(ascii: "=") && kind == .key)
    }

    /// Whether a backslash before this byte is an escape.
    static func isEscaped(_ byte: UInt8, _ kind: NameKind) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || (byte == UInt8(ascii: "=") && kind == .key)
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F
    }
}
