/// E-mail addresses in names: most are somebody's, so a hash stands in for one.
enum MailAddress {
    /// Whether a text holds one: something, an `@`, and a domain with a dot.
    ///
    /// The Things Stack's `app@tenant` has none. O(bytes).
    static func isHeld(in text: some Collection<UInt8>) -> Bool {
        var isBehindAt = false
        var last: UInt8 = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "@"): isBehindAt = isPart(last)
            case UInt8(ascii: "."): if isBehindAt, isPart(last) { return true }
            default: if !isPart(byte) { isBehindAt = false }
            }
            last = byte
        }
        return false
    }

    /// A text, or `ma-` and 16 hexadecimal digits where it holds an address.
    static func hidden(in text: String) -> String {
        isHeld(in: text.utf8) ? ByteHash.name(for: text, prefix: "ma") : text
    }

    /// Whether a byte may stand in either half of an address.
    private static func isPart(_ byte: UInt8) -> Bool {
        byte &- 48 <= 9 || (byte | 0x20) &- 97 < 26 || "-_+".utf8.contains(byte) || byte >= 0x80
    }
}
