import BelfryModel

/// Numbers and amounts as pages and tables show them; machines get the number and the UCUM code instead.
enum MeasureText {
    /// Four significant digits; `–` for what is no number.
    static func number(_ value: Double) -> String {
        value.isFinite ? NumberText.text(of: value) : "–"
    }

    /// A value and its unit: `231.4 µg/m³`, `87%`; no unit where it is unknown.
    static func measure(_ value: Double, unit: String) -> String {
        joined(number(value), unit: unit)
    }

    /// A value beside the limit it is compared with; two different numbers never look equal.
    static func measure(_ value: Double, besides limit: Double, unit: String) -> String {
        guard value.isFinite, limit.isFinite else { return measure(value, unit: unit) }
        return joined(NumberText.text(of: value, besides: limit), unit: unit)
    }

    /// Bytes in binary steps: `312 B`, `4.2 MiB`.
    static func bytes(_ count: Int64) -> String {
        var value = Double(count)
        for unit in ["B", "KiB", "MiB", "GiB"] {
            if abs(value) < 1_024 { return "\(oneDecimal(value)) \(unit)" }
            value /= 1_024
        }
        return "\(oneDecimal(value)) TiB"
    }

    /// A whole number in groups of three: `1,234,567`.
    static func grouped(_ number: some BinaryInteger) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// At most one decimal: `4.2`, `17`.
    static func oneDecimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return number(value) }
        return NumberText.text(of: (value * 10).rounded() / 10, significantDigits: 13)
    }

    /// A share of 0...1 in per cent.
    static func percent(_ share: Double) -> String {
        share.isFinite ? "\(oneDecimal((share * 1_000).rounded() / 10))%" : "–"
    }

    /// A short time in seconds as milliseconds or seconds: `1.4 ms`, `2.3 s`.
    static func latency(seconds: Double) -> String {
        seconds < 1 ? "\(number(seconds * 1_000)) ms" : "\(number(seconds)) s"
    }

    private static func joined(_ number: String, unit: String) -> String {
        let symbol = TerminalText.neutralised(Unit(unit).symbol)
        if symbol.isEmpty { return number }
        return symbol == "%" || symbol == "°" ? number + symbol : "\(number) \(symbol)"
    }
}
