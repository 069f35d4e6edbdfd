import BelfryModel

/// Lengths of time as ISO 8601 writes them: `PT5M`, `PT1H30M`, `P1D`, `PT0.5S`.
enum ISO8601Duration {
    /// The longest text that is looked at, in bytes.
    static let byteLimit = 32
    /// The longest span that is one: a year, which no observation takes.
    private static let longestSeconds: Int64 = 366 * 86_400

    /// The nanoseconds of a duration; nil where the text is none, or counts months, whose length varies.
    static func nanoseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count <= byteLimit, text.first == UInt8(ascii: "P") else { return nil }
        var position = 1
        var isTime = false
        var total: Int64 = 0
        var parts = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "T"), !isTime {
                isTime = true
                position += 1
                continue
            }
            let start = position
            while position < text.count, PlainText.isOfNumber(text[position]) { position += 1 }
            guard position < text.count, let seconds = seconds(in: text[position], isTime: isTime),
                let number = DecimalNumber(UnsafeBufferPointer(rebasing: text[start..<position])), !number.isNegative,
                let amount = number.integer(scaledByPowerOfTen: 9), amount / Nanoseconds.perSecond <= longestSeconds
            else { return nil }
            let (product, isOver) = amount.multipliedReportingOverflow(by: seconds)
            let (sum, isOverfull) = total.addingReportingOverflow(product)
            guard !isOver, !isOverfull, sum / Nanoseconds.perSecond <= longestSeconds else { return nil }
            total = sum
            parts += 1
            position += 1
        }
        return parts > 0 ? total : nil
    }

    private static func seconds(in designator: UInt8, isTime: Bool) -> Int64? {
        switch (designator, isTime) {
        case (UInt8(ascii: "W"), false): 7 * 86_400
        case (UInt8(ascii: "D"), false): 86_400
        case (UInt8(ascii: "H"), true): 3_600
        case (UInt8(ascii: "M"), true): 60
        case (UInt8(ascii: "S"), true): 1
        default: nil
        }
    }
}
