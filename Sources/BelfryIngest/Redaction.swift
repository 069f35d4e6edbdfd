// A payload that nobody could read may hold anything: a plate, a name, a phone's address. Its shape is what helps to
// find the fault, so shape is what stays:
//
//   {"plate":"AB-123-CD","speed":87.5}   ─►   {"plate":"xx-999-xx","speed":87.5}
//
// Kept: structure, short numbers, numbers that can be times, and keys that look like field names. Masked: everything else
// that is a letter or digit: a key with a blank is a name, a long number a telephone.

/// Makes a sample of a payload that may be kept and shown.
public enum Redaction {
    /// The longest sample, in bytes.
    public static let sampleBytes = 256
    /// Longer keys are masked, as are those with more digits: they may be identifiers of something or someone.
    private static let keyBytes = 32
    private static let keyDigits = 2
    /// Longer numbers are masked unless they can be times.
    private static let shortDigits = 6

    /// The start of a payload, masked.
    public static func sample(_ payload: UnsafeRawBufferPointer) -> String {
        let bytes = UnsafeRawBufferPointer(rebasing: payload.prefix(sampleBytes))
        var sample: [UInt8] = []
        sample.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let end: Int
            if bytes[position] == UInt8(ascii: "\"") {
                end = endOfString(bytes, from: position)
                let isKept = isKey(bytes, position, end)
                for index in position..<end { sample.append(isKept ? bytes[index] : masked(bytes[index])) }
            } else if isOfWord(bytes[position]) {
                end = bytes[position...].firstIndex { !isOfWord($0) } ?? bytes.count
                let isKept = isNumberOrLiteral(bytes, position, end)
                for index in position..<end { sample.append(isKept ? bytes[index] : masked(bytes[index])) }
            } else {
                end = position + 1
                sample.append(masked(bytes[position]))
            }
            position = end
        }
        return String(decoding: sample, as: UTF8.self)
    }

    /// One past the closing quote, or the end of the payload.
    private static func endOfString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var position = start + 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\\") {
                position += 2
            } else if bytes[position] == UInt8(ascii: "\"") {
                return position + 1
            } else {
                position += 1
            }
        }
        return bytes.count
    }

    /// Whether a string is followed by a colon and looks like the name of a field.
    private static func isKey(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        var next = end
        while next < bytes.count, PlainText.isBlank(bytes[next]) { next += 1 }
        guard next < bytes.count, bytes[next] == UInt8(ascii: ":"), end - start - 2 <= keyBytes else { return false }
        var digits = 0
        for byte in bytes[(start + 1)..<max(start + 1, end - 1)] {
            if byte &- UInt8(ascii: "0") <= 9 { digits += 1 }
            guard isLetter(byte) || byte &- UInt8(ascii: "0") <= 9 || "_.-$".utf8.contains(byte) else { return false }
        }
        return digits <= keyDigits
    }

    private static func isNumberOrLiteral(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        let word = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
        if ["true", "false", "null", "NaN"].contains(where: { $0.utf8.elementsEqual(word) }) { return true }
        let text = word.assumingMemoryBound(to: UInt8.self)
        guard DecimalNumber(text) != nil else { return false }
        // 0471234567 and +32471234567 are read as numbers by some, and are telephones.
        let isPlain =
            text[0] != UInt8(ascii: "+") && !(text.count > 1 && text[0] == UInt8(ascii: "0") && text[1] &- 48 <= 9)
        return isPlain && (!isLong(text) || isTime(text))
    }

    /// What belongs to one word or number; separators of plates, addresses and times among it.
    private static func isOfWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || PlainText.isOfNumber(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "@")
            || byte >= 0x80
    }

    /// Whether a number has so many digits before its point that it may name somebody.
    private static func isLong(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.prefix { $0 != UInt8(ascii: ".") }.count { $0 &- UInt8(ascii: "0") <= 9 } > shortDigits
    }

    /// Whether a number can be a time: seconds or milliseconds between 2001 and 2065.
    private static func isTime(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let whole = text.prefix { $0 != UInt8(ascii: ".") }
        return (whole.count == 10 || whole.count == 13) && (UInt8(ascii: "1")...UInt8(ascii: "2")).contains(whole[0])
            && whole.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26
    }

    private static func masked(_ byte: UInt8) -> UInt8 {
        if isLetter(byte) { return UInt8(ascii: "x") }
        if byte &- UInt8(ascii: "0") <= 9 { return UInt8(ascii: "9") }
        return (0x20..<0x7F).contains(byte) ? byte : UInt8(ascii: "?")
    }
}
