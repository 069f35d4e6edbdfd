// A number as it is written, before it is rounded: times and identifiers need all of their digits.

/// (−1)^sign × mantissa × 10^exponent, from decimal text.
struct DecimalNumber: Equatable {
    var isNegative = false
    /// The first 19 significant digits.
    var mantissa: UInt64 = 0
    var exponent = 0
    /// Whether the mantissa holds every digit that is not zero.
    var isExact = true

    /// 0 × 10^exponent, to be given a mantissa.
    init(exponent: Int) {
        self.exponent = exponent
    }

    /// A number from text in JSON's grammar (RFC 8259, section 6); leading zeros and a plus sign are let through,
    /// since plain values on topics carry them.
    ///
    /// - Returns: nil where the text is no such number. O(n).
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        var position = 0
        if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let integer = takeDigits(of: text, from: position, areDecimals: false)
        guard integer > position else { return nil }
        position = integer
        if position < text.count, text[position] == UInt8(ascii: ".") {
            let decimals = takeDigits(of: text, from: position + 1, areDecimals: true)
            guard decimals > position + 1 else { return nil }
            position = decimals
        }
        if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
            guard let end = takeExponent(of: text, from: position + 1) else { return nil }
            position = end
        }
        guard position == text.count else { return nil }
    }

    private mutating func takeDigits(
        of text: UnsafeBufferPointer<UInt8>,
        from start: Int,
        areDecimals: Bool
    ) -> Int {
        var position = start
        while position < text.count {
            let digit = text[position] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            // 19 digits always fit; whatever follows only moves the point.
            if mantissa < 1_000_000_000_000_000_000 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if areDecimals { exponent &-= 1 }
            } else {
                isExact = isExact && digit == 0
                if !areDecimals { exponent &+= 1 }
            }
            position += 1
        }
        return position
    }

    private mutating func takeExponent(of text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position = start
        var isNegative = false
        if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let firstDigit = position
        var written = 0
        while position < text.count, text[position] &- UInt8(ascii: "0") <= 9 {
            // Saturates: far beyond what a double can hold, far below what overflows.
            if written < 1_000_000 { written = written * 10 + Int(text[position] &- UInt8(ascii: "0")) }
            position += 1
        }
        guard position > firstDigit else { return nil }
        exponent += isNegative ? -written : written
        return position
    }

    /// The number × 10^`power`, rounded half away from zero; nil where that does not fit.
    ///
    /// Exact where a double would not be: 1276020076.001 s are 1276020076001000000 ns.
    func integer(scaledByPowerOfTen power: Int) -> Int64? {
        guard mantissa != 0 else { return 0 }
        var magnitude = mantissa
        let shift = exponent + power
        if shift >= 0 {
            guard shift <= 19 else { return nil }
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: Self.powersOfTen[shift])
            guard !overflow else { return nil }
            magnitude = product
        } else if shift >= -19 {
            let divisor = Self.powersOfTen[-shift]
            let remainder = magnitude % divisor
            magnitude = magnitude / divisor + (remainder >= divisor - remainder ? 1 : 0)
        } else {
            return 0
        }
        guard magnitude <= UInt64(Int64.max) else { return nil }
        return isNegative ? -Int64(magnitude) : Int64(magnitude)
    }

    private static let powersOfTen: [UInt64] = {
        var powers: [UInt64] = [1]
        for _ in 1...19 { powers.append(powers[powers.count - 1] * 10) }
        return powers
    }()
}
