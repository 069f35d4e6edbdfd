import BelfryDetection
import BelfryModel

/// Midnight UTC at the beginning of a day.
func midnight(_ year: Int, _ month: Int, _ day: Int) -> Timestamp {
    CivilTime(year: year, month: month, day: day).timestamp ?? .distantPast
}

/// Some hours later.
func hours(_ count: Int, after start: Timestamp) -> Timestamp {
    start.advanced(byNanoseconds: Int64(count) * Nanoseconds.perHour)
}

/// The last hours of a pollutant; the newest is 00:00 on 2 January 2027.
func hours(newestFirst values: [Double?]) -> RecentHours {
    var recent = RecentHours()
    for (hoursAgo, value) in values.enumerated().reversed() {
        recent.take(hourStarting: hours(-hoursAgo, after: midnight(2027, 1, 2)), value: value)
    }
    return recent
}
