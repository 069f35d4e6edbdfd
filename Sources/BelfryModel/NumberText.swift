/// Numbers as an operator reads them: four significant digits, no trailing zeros, no exponent where it can be helped.
public enum NumberText {
    /// `201.3`, `0.4213`, `12346`, `-7`; numbers beyond 10¹⁵ or below 10⁻⁶ as Swift prints them.
    ///
    /// - Parameters:
    ///   - number: any value; one that is not finite is printed as Swift does.
    ///   - significantDigits: 1...15; digits before the point are never cut off.
    public static func text(of number: Double, significantDigits: Int = 4) -> String {
        let magnitude = number.magnitude
        guard number.isFinite, magnitude < 1e15 else { return number.description }
        if magnitude == 0 { return "0" }
        guard magnitude >= 1e-6 else { return number.description }
        let decimals = decimals(for: magnitude, significantDigits: min(max(significantDigits, 1), 15))
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (magnitude * scale).rounded()
        guard scaled < 9e18 else { return number.description }
        return (number < 0 && scaled > 0 ? "-" : "") + text(ofScaled: UInt64(scaled), decimals: decimals)
    }

    /// The text of a number that must not look equal to another one that it was compared with.
    public static func text(of number: Double, besides other: Double) -> String {
        let short = text(of: number)
        guard number != other, short == text(of: other) else { return short }
        let long = text(of: number, significantDigits: 7)
        return long == text(of: other, significantDigits: 7) ? number.description : long
    }

    /// Decimals that leave `significantDigits` digits, counted from the first one that is not zero.
    private static func decimals(for magnitude: Double, significantDigits: Int) -> Int {
        var decimals = significantDigits - 1
        var bound = 10.0
        while magnitude >= bound, decimals > 0 {
            decimals -= 1
            bound *= 10
        }
        bound = 1
        while magnitude < bound, decimals < 15 {
            decimals += 1
            bound /= 10
        }
        return decimals
    }

    private static func text(ofScaled scaled: UInt64, decimals: Int) -> String {
        var digits = String(scaled)
        guard decimals > 0 else { return digits }
        while digits.utf8.count <= decimals { digits = "0" + digits }
        var fraction = digits.suffix(decimals)
        while fraction.last == "0" { fraction = fraction.dropLast() }
        let whole = digits.dropLast(decimals)
        return fraction.isEmpty ? String(whole) : "\(whole).\(fraction)"
    }
}
