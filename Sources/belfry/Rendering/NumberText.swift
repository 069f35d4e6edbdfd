/// Numbers for people: as many digits as a decision needs, never rounded to a false zero.
enum NumberText {
    /// `231.4`, `0.421`, `48812`, `–` for what is no number.
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let magnitude = abs(value)
        let scale: Double = magnitude >= 100 ? 10 : magnitude >= 10 ? 100 : 1_000
        guard magnitude < 1e12, magnitude >= 0.01 || magnitude == 0 else { return withoutTrailingZero(value) }
        return withoutTrailingZero((value * scale).rounded() / scale)
    }

    /// A value and its unit: `231.4 µg/m³`, `87%`; the unit is left out where it is unknown.
    static func measure(_ value: Double, unit: String) -> String {
        let shown = UnitText.shown(unit)
        if shown.isEmpty { return short(value) }
        return shown == "%" || shown == "°" ? short(value) + shown : "\(short(value)) \(shown)"
    }

    /// Bytes in binary steps: `312 B`, `4.2 MiB`.
    static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if abs(value) < 1_024 { return oneDecimal(value) + " " + unit }
            value /= 1_024
        }
        return oneDecimal(value) + " TiB"
    }

    /// A whole number in groups of three: `1,234,567`.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// At most one decimal: `4.2`, `17`.
    static func oneDecimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return short(value) }
        return withoutTrailingZero((value * 10).rounded() / 10)
    }

    private static func withoutTrailingZero(_ value: Double) -> String {
        let text = (value == 0 ? 0 : value).description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
