// Durations, sizes and values with a unit, as the published interface writes them.

import BelfryIngest
import BelfryModel

/// A number and the unit that was written behind it.
struct Measurement: Equatable {
    var value: Double
    /// ``Unit/unknown`` where only a number was written.
    var unit: Unit
}

/// Durations as `30s`, `5m`, `1h30m`: the notation of Prometheus, where a year has 365 days and a week 7.
enum DurationText {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("y", 365 * Nanoseconds.perDay), ("w", 7 * Nanoseconds.perDay), ("d", Nanoseconds.perDay),
        ("h", Nanoseconds.perHour), ("m", Nanoseconds.perMinute), ("s", Nanoseconds.perSecond),
        ("ms", Nanoseconds.perMillisecond), ("us", Nanoseconds.perMicrosecond),
    ]

    /// Nanoseconds of a text; nil where it is no duration or too long for 64 bits (292 years).
    static func parse(_ text: String) -> Int64? {
        if text == "0" { return 0 }
        var rest = Substring(text)
        var total: Int64 = 0
        var previous = Int64.max
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(name.count)
            // Units go from long to short, each once: "1h30m", never "30m1h".
            guard let count = Int64(digits), let unit = units.first(where: { $0.name == name }),
                unit.nanoseconds < previous
            else { return nil }
            previous = unit.nanoseconds
            let (part, partOverflows) = count.multipliedReportingOverflow(by: unit.nanoseconds)
            let (sum, sumOverflows) = total.addingReportingOverflow(part)
            guard !partOverflows, !sumOverflows else { return nil }
            total = sum
        }
        return text.isEmpty ? nil : total
    }

    /// The shortest notation of a duration, for faults and for showing the configuration in force.
    static func text(of nanoseconds: Int64) -> String {
        guard nanoseconds > 0 else { return "0s" }
        var rest = nanoseconds
        var text = ""
        for unit in units where rest >= unit.nanoseconds && unit.name != "w" {
            text += "\(rest / unit.nanoseconds)\(unit.name)"
            rest %= unit.nanoseconds
        }
        return text
    }
}

extension ScalarForm where Value == Int64 {
    /// A duration in nanoseconds within a range.
    static func duration(_ range: ClosedRange<Int64>) -> ScalarForm {
        let bounds = "from \(DurationText.text(of: range.lowerBound)) to \(DurationText.text(of: range.upperBound))"
        let examples = range.lowerBound < Nanoseconds.perHour ? "30s, 5m or 1h" : "12h, 30d or 2y"
        return ScalarForm("a duration \(bounds) such as \(examples)") { text in
            DurationText.parse(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A size in bytes within a range.
    static func size(_ range: ClosedRange<Int64>) -> ScalarForm {
        ScalarForm("a size of at least \(range.lowerBound >> 20)MiB such as 64MiB or 8GiB") { text in
            let digits = text.prefix { $0.isASCII && $0.isNumber }
            let factors: [String: Int64] = [
                "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
                "kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
            ]
            let name = text.dropFirst(digits.count).trimmingPrefix(" ")
            guard let count = Int64(digits), let factor = factors[String(name)] else { return nil }
            let (bytes, overflows) = count.multipliedReportingOverflow(by: factor)
            return !overflows && range.contains(bytes) ? bytes : nil
        }
    }
}

extension ScalarForm where Value == Measurement {
    /// A number, alone or with its unit: `200`, `200 ug/m3`, `-5 Cel`.
    static var measurement: ScalarForm {
        ScalarForm("a number, alone or with a known unit, such as 200 ug/m3") { text in
            let number = text.prefix { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
            // "5 events" must not lose its e to the number, nor "200ug/m3" its unit.
            let digits = number.last.map { "eE".contains($0) } == true ? number.dropLast() : number
            guard let value = Double(digits), value.isFinite else { return nil }
            let name = String(text.dropFirst(digits.count).trimmingPrefix(" "))
            if name.isEmpty { return Measurement(value: value, unit: .unknown) }
            return UnitName.unit(name).map { Measurement(value: value, unit: $0) }
        }
    }
}

extension ScalarForm where Value == Double {
    /// A number in a unit, or with one that converts to it.
    ///
    /// - Parameter what: what a fault calls it, with an example: `a flow such as 600 1/h`.
    static func measured(in unit: Unit, _ what: String) -> ScalarForm {
        ScalarForm(what) { text in
            guard let measurement = ScalarForm<Measurement>.measurement.parse(text) else { return nil }
            guard measurement.unit.isKnown else { return measurement.value }
            return measurement.unit.convert(measurement.value, to: unit)
        }
    }

    /// A share of a whole: `75%` or `0.75`.
    static var share: ScalarForm {
        ScalarForm("a share such as 75%") { text in
            let isPercent = text.hasSuffix("%")
            guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
            let share = isPercent ? number / 100 : number
            return (0...1).contains(share) ? share : nil
        }
    }
}

extension ScalarForm where Value == Unit {
    /// A unit as people and standards write it: `ug/m3`, `µg/m³`, `ppb`, `GQ`.
    static var unit: ScalarForm {
        ScalarForm("a unit such as ug/m3, ppb or km/h") { UnitName.unit($0) }
    }
}
