extension JSONParser {
    /// RFC 8259, section 6: `-? int frac? exp?`, without leading zeros.
    ///
    /// The value is computed when it is asked for.
    mutating func parseNumber() throws(JSONFault) {
        let start = position
        if text[position] == UInt8(ascii: "-") {
            position += 1
            if position < count, text[position] == UInt8(ascii: "I") {
                throw JSONFault(kind: .notFinite, offset: start)
            }
        }
        let integer = position
        try skipDigits()
        if position - integer > 1, text[integer] == UInt8(ascii: "0") {
            throw JSONFault(kind: .badNumber, offset: start)
        }
        if position < count, text[position] == UInt8(ascii: ".") {
            position += 1
            try skipDigits()
        }
        if position < count, text[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
                position += 1
            }
            try skipDigits()
        }
        append(.number, offset: start, length: position - start)
    }

    /// One or more digits.
    private mutating func skipDigits() throws(JSONFault) {
        let start = position
        while position < count, text[position] &- UInt8(ascii: "0") <= 9 { position += 1 }
        guard position > start else {
            throw JSONFault(kind: position < count ? .badNumber : .unexpectedEnd, offset: position)
        }
    }
}
