// The footer of a TZif file, after POSIX.1-2017, section 8.3, TZ, with the wider hours of RFC 8536, section 3.3.1:
//
//   CET-1CEST,M3.5.0,M10.5.0/3   standard · offset · daylight [offset] · start [/time] · end [/time]
//
// Offsets are written west of Greenwich; here they are kept east of it.

/// A yearly change between standard and daylight time, or a standard time that never changes.
struct DaylightRecurrence: Sendable, Hashable, BitwiseCopyable {
    var standardOffsetSeconds: Int
    var daylight: Daylight?

    struct Daylight: Sendable, Hashable, BitwiseCopyable {
        var offsetSeconds: Int
        var start: Change
        var end: Change
    }

    /// A day of the year and a local time of that day.
    struct Change: Sendable, Hashable, BitwiseCopyable {
        enum Day: Sendable, Hashable, BitwiseCopyable {
            /// `Jn`: 1...365, February 29 is never counted.
            case julian(Int)
            /// `n`: 0...365, February 29 is counted.
            case ordinal(Int)
            /// `Mm.w.d`: weekday d (0 = Sunday) of week w (5 = the last one) of month m.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        var day: Day
        var secondsOfDay = 7_200
    }

    /// Seconds east of Greenwich at an instant given in seconds since the epoch.
    func offsetSeconds(at seconds: Int64) -> Int {
        guard let daylight else { return standardOffsetSeconds }
        let local = Timestamp(seconds: seconds).advanced(
            byNanoseconds: Int64(standardOffsetSeconds) * Nanoseconds.perSecond
        )
        let year = CivilTime(local).year
        let start = daylight.start.seconds(in: year) - Int64(standardOffsetSeconds)
        let end = daylight.end.seconds(in: year) - Int64(daylight.offsetSeconds)
        let isDaylight = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
        return isDaylight ? daylight.offsetSeconds : standardOffsetSeconds
    }
}

extension DaylightRecurrence.Change {
    /// The local time of the change in a year, in seconds since the epoch as if it were UTC.
    func seconds(in year: Int) -> Int64 {
        let days: Int
        switch day {
        case .julian(let number):
            let leapDay = CivilTime.daysInMonth(2, year: year) == 29 && number >= 60 ? 1 : 0
            days = CivilTime(year: year, month: 1, day: 1).daysSinceEpoch + number - 1 + leapDay
        case .ordinal(let number):
            days = CivilTime(year: year, month: 1, day: 1).daysSinceEpoch + number
        case .weekday(let month, let week, let weekday):
            let first = CivilTime(year: year, month: month, day: 1).daysSinceEpoch
            // 1970-01-01 was a Thursday, weekday 4.
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if day >= CivilTime.daysInMonth(month, year: year) { day -= 7 }
            days = first + day
        }
        return Int64(days) * 86_400 + Int64(secondsOfDay)
    }
}
