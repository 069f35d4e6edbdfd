/// The few words and characters that payloads use outside of JSON.
enum PlainText {
    /// The text without surrounding blanks, line ends and zero bytes, which C programs like to send along.
    static func trimmed(_ payload: UnsafeRawBufferPointer) -> UnsafeBufferPointer<UInt8> {
        let bytes = payload.assumingMemoryBound(to: UInt8.self)
        var start = 0
        var end = bytes.count
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    /// Whether a payload starts as a JSON object or list does.
    static func startsDocument(_ payload: UnsafeRawBufferPointer) -> Bool {
        guard let first = payload.first(where: { !isBlank($0) }) else { return false }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0
    }

    /// Whether a byte can be part of a decimal number.
    static func isOfNumber(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") <= 9 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            || byte == UInt8(ascii: ".")
    }

    /// Whether a text stands for a missing value: `null`, `nr` (not reported), `NaN`, `N/A`, `-`; in home automation
    /// `unknown`, `unavailable` and `UNDEF`.
    static func saysNoValue(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        isOneOf(text, noValueWords)
    }

    private static let noValueWords: [StaticString] = [
        "null", "nil", "none", "nan", "-nan", "nr", "n/a", "na", "-", "--", "undefined", "undef", "unknown",
        "unavailable",
    ]

    /// Whether a text is the state of a switch.
    static func isSwitchWord(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        isOneOf(text, ["true", "false", "on", "off", "yes", "no", "open", "closed"])
    }

    private static func isOneOf(_ text: UnsafeBufferPointer<UInt8>, _ words: [StaticString]) -> Bool {
        words.contains { word in
            word.utf8CodeUnitCount == text.count
                && text.indices.allSatisfy { lower(text[$0]) == word.utf8Start[$0] }
        }
    }

    /// Whether two texts are the same but for the case of ASCII letters.
    static func areEqualFolded(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        left.count == right.count && left.indices.allSatisfy { lower(left[$0]) == lower(right[$0]) }
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
