/// The value of a field.
enum LineProtocolValue {
    /// A number, or 1 and 0 for a boolean.
    case number(Double)
    /// Text is no measured value.
    case text

    /// Reads the value at a place, to what follows it.
    init(_ cursor: inout LineProtocolCursor) throws(LineProtocolFault) {
        guard let first = cursor.byte else { throw .fieldValue }
        switch first {
        case UInt8(ascii: "\""):
            _ = cursor.take(first)
            try cursor.skipText()
            self = .text
        case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
            guard let isTrue = Self.boolean(cursor.takeWord()) else { throw .boolean }
            self = .number(isTrue ? 1 : 0)
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"):
            self = .number(try Self.number(cursor.takeWord()))
        default: throw .fieldValue
        }
    }

    /// The integer of a text that is nothing else; nil beyond 64 bits.
    static func integer(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        guard let magnitude = unsigned(text, from: isNegative ? 1 : 0) else { return nil }
        if !isNegative { return Int64(exactly: magnitude) }
        return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }

    private static func unsigned(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt64? {
        guard start < text.count else { return nil }
        var number: UInt64 = 0
        for byte in text[start...] {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isJustTooLarge) = product.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !isJustTooLarge else { return nil }
            number = sum
        }
        return number
    }

    private static func number(_ word: UnsafeBufferPointer<UInt8>) throws(LineProtocolFault) -> Double {
        let digits = UnsafeBufferPointer(rebasing: word.dropLast())
        switch word.last {
        case UInt8(ascii: "i"):
            guard let integer = integer(digits) else { throw .integerRange }
            return Double(integer)
        case UInt8(ascii: "u"):
            guard let integer = unsigned(digits, from: 0) else { throw .integerRange }
            return Double(integer)
        default: break
        }
        guard let number = DecimalNumber.double(word) ?? unusualNumber(word) else { throw .number }
        guard number.isFinite else { throw .notFinite }
        return number
    }

    /// What the reference decoder takes beyond JSON's numbers: `1.`, `.5`, and hexadecimal with an exponent.
    private static func unusualNumber(_ word: UnsafeBufferPointer<UInt8>) -> Double? {
        let isHexadecimal = word.contains { $0 | 0x20 == UInt8(ascii: "x") }
        guard !isHexadecimal || word.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) else { return nil }
        return Double(String(decoding: word, as: UTF8.self))
    }

    private static func boolean(_ word: UnsafeBufferPointer<UInt8>) -> Bool? {
        if isOne(of: ["t", "T", "true", "True", "TRUE"], word) { return true }
        return isOne(of: ["f", "F", "false", "False", "FALSE"], word) ? false : nil
    }

    private static func isOne(of spellings: [StaticString], _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        spellings.contains { RawBytes.areEqual(word, $0) }
    }
}
