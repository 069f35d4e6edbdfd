// A column called `location` holds a place's name or where it lies: `50.84661 4.35171`, `(50.84661, 4.35171)`. A position
// is no sensor's name: where the sensor is carried, each line would make another one, and tell where somebody was.

/// Positions in the place of a sensor's name.
enum DelimitedPosition {
    /// Whether a text is nothing but two coordinates, with or without a height.
    ///
    /// One number is as good a name as any, with a decimal point too: detectors are called 1.2.
    static func isOne(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        // Most names end here, at their first letter, and without a list of parts.
        guard text.allSatisfy({ isSeparator($0) || PlainText.isOfNumber($0) }), text.contains(where: isSeparator) else {
            return false
        }
        var count = 0
        for part in text.split(whereSeparator: isSeparator) {
            let hasDecimals = count >= 2 || part.contains(UInt8(ascii: "."))
            guard hasDecimals, DecimalNumber(UnsafeBufferPointer(rebasing: part)) != nil else { return false }
            count += 1
        }
        return count == 2 || count == 3
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }
}
