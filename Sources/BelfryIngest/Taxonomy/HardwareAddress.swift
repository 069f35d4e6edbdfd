/// MAC addresses and the like in names: one may be of somebody's phone, so a hash stands in for it.
enum HardwareAddress {
    /// Whether a text holds 12 hexadecimal digits or more in a row, alone or in groups between `:`, `-`, `.` or `_`.
    static func isHeld(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { isHeld(in: $0) }
    }

    /// The same for a text's bytes.
    static func isHeld(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var digits = 0
        for (index, byte) in bytes.enumerated() {
            let isDigit = byte &- 48 <= 9 || (byte | 0x20) &- 97 < 6
            let isSeparator = ":-._".utf8.contains(byte)
            if isDigit {
                digits += 1
                if digits >= 12 { return true }
            } else if !(isSeparator && digits > 0 && digits.isMultiple(of: 2) && index + 1 < bytes.count) {
                digits = 0
            }
        }
        return false
    }

    /// Whether a text is an EUI-64 of a device on a radio of its own, as LoRaWAN's are: 16 hexadecimal digits.
    ///
    /// One with FFFE in the middle is made of a MAC address, and tells it.
    static func isDeviceIdentifier(_ text: String) -> Bool {
        let digits = text.utf8.filter { !":-".utf8.contains($0) }
        guard digits.count == 16, digits.allSatisfy({ $0 &- 48 <= 9 || ($0 | 0x20) &- 97 < 6 }) else { return false }
        return !digits[6..<10].map({ $0 | 0x20 }).elementsEqual("fffe".utf8)
    }

    /// A text, or `ha-` and 16 hexadecimal digits where it holds an address.
    static func hidden(in text: String) -> String {
        isHeld(in: text) ? ByteHash.name(for: text, prefix: "ha") : text
    }
}
