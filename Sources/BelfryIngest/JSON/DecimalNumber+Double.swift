extension DecimalNumber {
    /// The double nearest to a number; nil where the text is none, infinite when it is beyond the range.
    static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let decimal = DecimalNumber(text) else { return nil }
        return decimal.exactDouble ?? decimal.roundedDouble(text)
    }

    /// The double nearest to a number whose mantissa is exact; infinite when it is beyond the range.
    ///
    /// Allocates where one multiplication or division does not give it.
    var double: Double {
        exactDouble ?? Double("\(isNegative ? "-" : "")\(mantissa)e\(exponent)") ?? 0
    }

    /// The double where one multiplication or division gives the exact rounding, as it does for almost every reading.
    ///
    /// That is so where mantissa and power of ten are both exact doubles (Clinger, "How to Read Floating Point Numbers
    /// Accurately", 1990).
    private var exactDouble: Double? {
        guard isExact, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
        let digits = Double(mantissa)
        let magnitude =
            exponent < 0 ? digits / Self.exactPowerOfTen(-exponent) : digits * Self.exactPowerOfTen(exponent)
        return isNegative ? -magnitude : magnitude
    }

    private func roundedDouble(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        if mantissa == 0 { return isNegative ? -0.0 : 0 }
        if exponent > 400 { return isNegative ? -Double.infinity : .infinity }
        if exponent < -400 - Int(text.count) { return isNegative ? -0.0 : 0 }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// 10^power for `power` in 0...22, each an exact double.
    private static func exactPowerOfTen(_ power: Int) -> Double {
        switch power {
        case 0: 1e0
        case 1: 1e1
        case 2: 1e2
        case 3: 1e3
        case 4: 1e4
        case 5: 1e5
        case 6: 1e6
        case 7: 1e7
        case 8: 1e8
        case 9: 1e9
        case 10: 1e10
        case 11: 1e11
        case 12: 1e12
        case 13: 1e13
        case 14: 1e14
        case 15: 1e15
        case 16: 1e16
        case 17: 1e17
        case 18: 1e18
        case 19: 1e19
        case 20: 1e20
        case 21: 1e21
        default: 1e22
        }
    }
}
