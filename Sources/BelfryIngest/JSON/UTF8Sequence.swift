/// Well-formed UTF-8 after RFC 3629, section 4: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Sequence {
    /// The length of the sequence that starts here, or 0 where none does.
    ///
    /// - Parameters:
    ///   - bytes: the first byte; `available` bytes have to be readable.
    ///   - available: at least 1.
    static func length(at bytes: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = bytes[0]
        if first < 0x80 { return 1 }
        let length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard length > 0, length <= available else { return 0 }
        // What the second byte may be depends on the first: this is where overlong forms and surrogates are refused.
        let second: ClosedRange<UInt8> =
            switch first {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard second.contains(bytes[1]) else { return 0 }
        for index in 2..<max(length, 2) where bytes[index] & 0xC0 != 0x80 { return 0 }
        return length
    }

    /// Whether all of the bytes are well-formed UTF-8.
    static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return true }
        var position = 0
        while position < bytes.count {
            let length = length(at: base + position, available: bytes.count - position)
            if length == 0 { return false }
            position += length
        }
        return true
    }
}
