/// A key and its value: `temp=21.5`, `temp: 21.5`.
struct DelimitedPair {
    let key: UnsafeBufferPointer<UInt8>
    let value: UnsafeBufferPointer<UInt8>

    init(key: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        self.key = key
        self.value = value
    }

    /// The pair of a text; nil where it is none: a key begins with a letter, which times and addresses rarely do.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        let sign = text.firstIndex(of: UInt8(ascii: "=")) ?? text.firstIndex(of: UInt8(ascii: ":"))
        guard let sign else { return nil }
        key = DelimitedCells.plain(UnsafeBufferPointer(rebasing: text[..<sign]))
        value = DelimitedCells.plain(UnsafeBufferPointer(rebasing: text[(sign + 1)...]))
        guard let first = key.first, Self.isLetter(first) else { return nil }
    }

    static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
    }

    /// Whether a byte is a letter, or part of one beyond ASCII.
    static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte >= 0x80
    }
}
