import BelfryModel

/// Lengths of time as people say and write them.
enum DurationText {
    /// `12 s`, `4 min`, `1 h 04 min`, `3 d 2 h`: two units at most; what lies in the future counts as none.
    static func short(nanoseconds: Int64) -> String {
        let seconds = max(0, nanoseconds / Nanoseconds.perSecond)
        let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400)
        if seconds < 60 { return "\(seconds) s" }
        if minutes < 60 { return "\(minutes) min" }
        if hours < 24 { return "\(hours) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min" }
        return "\(days) d \(hours % 24) h"
    }

    /// As ``short(nanoseconds:)``, of seconds; `–` for what is no number.
    static func short(seconds: Double) -> String {
        seconds.isFinite ? short(nanoseconds: Nanoseconds.from(seconds: seconds)) : "–"
    }

    /// Nanoseconds of `30s`, `5m`, `1h`, `2d`, `250ms`; nil where the text is no such duration or too long.
    static func parse(_ text: some StringProtocol) -> Int64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let count = Int64(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? nil : product
    }

    private static let units: [String: Int64] = [
        "ms": Nanoseconds.perMillisecond, "s": Nanoseconds.perSecond, "m": Nanoseconds.perMinute,
        "min": Nanoseconds.perMinute, "h": Nanoseconds.perHour, "d": Nanoseconds.perDay,
    ]
}
