import BelfryModel
import Glibc

/// Instants as the clock on the wall shows them; `TZ` decides which wall.
struct LocalTime: Sendable {
    /// Seconds east of Greenwich and the zone's short name at an instant.
    var offset: @Sendable (Timestamp) -> (seconds: Int, name: String)

    /// The zone that `TZ` or the system names.
    static let system = LocalTime { instant in
        var seconds = time_t(Nanoseconds.floorDivide(instant.nanoseconds, by: Nanoseconds.perSecond))
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return (0, "UTC") }
        return (Int(parts.tm_gmtoff), parts.tm_zone.map { String(cString: $0) } ?? "UTC")
    }

    /// A zone that never changes.
    static func fixed(seconds: Int, name: String) -> LocalTime {
        LocalTime { _ in (seconds, name) }
    }

    /// `04:49:41`.
    func clock(_ instant: Timestamp) -> String {
        let civil = civil(instant)
        return "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))"
    }

    /// `04:49:41.123`.
    func clockWithMilliseconds(_ instant: Timestamp) -> String {
        let second = Nanoseconds.floorDivide(instant.nanoseconds, by: Nanoseconds.perSecond)
        let rest = instant.nanoseconds - second * Nanoseconds.perSecond
        let digits = String(rest / Nanoseconds.perMillisecond)
        return "\(clock(instant)).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
    }

    /// `2026-11-23`.
    func date(_ instant: Timestamp) -> String {
        let civil = civil(instant)
        return "\(civil.year)-\(two(civil.month))-\(two(civil.day))"
    }

    /// `04:49:41` on the day of `now`, `11-22 04:49` in its year, else `2025-11-22 04:49`.
    func moment(_ instant: Timestamp, now: Timestamp) -> String {
        let (civil, today) = (civil(instant), civil(now))
        if civil.year == today.year, civil.month == today.month, civil.day == today.day { return clock(instant) }
        let day = "\(two(civil.month))-\(two(civil.day)) \(two(civil.hour)):\(two(civil.minute))"
        return civil.year == today.year ? day : "\(civil.year)-\(day)"
    }

    /// `2026-11-23 04:49:41 CET`.
    func full(_ instant: Timestamp) -> String {
        "\(date(instant)) \(clock(instant)) \(zoneName(instant))"
    }

    /// The zone's short name at an instant, `CET` or `+03`.
    func zoneName(_ instant: Timestamp) -> String {
        offset(instant).name
    }

    /// An instant from what a person types: RFC 3339, `2026-11-23 04:30` or `04:30` (today), without a zone in local
    /// time, or a duration that means so long ago (`2h`).
    func parse(_ text: String, now: Timestamp) -> Timestamp? {
        if text == "now" { return now }
        if let ago = DurationText.parse(text) { return now.advanced(byNanoseconds: -ago) }
        let whole = text.count <= 8 && text.contains(":") ? "\(date(now)) \(text)" : text
        let dated = whole.count == 10 ? "\(whole) 00:00" : whole
        guard let guess = Timestamp(rfc3339: dated, defaultOffsetSeconds: offset(now).seconds) else { return nil }
        // The zone's offset may differ at the time meant from what it is now.
        return Timestamp(rfc3339: dated, defaultOffsetSeconds: offset(guess).seconds)
    }

    private func civil(_ instant: Timestamp) -> CivilTime {
        CivilTime(instant.advanced(byNanoseconds: Int64(offset(instant).seconds) * Nanoseconds.perSecond))
    }

    private func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
