/// A date and time of day in the proleptic Gregorian calendar, UTC, without leap seconds.
///
/// Day counts follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021), whose eras of 400 years
/// make both directions O(1) without tables.
public struct CivilTime: Equatable, Sendable {
    public var year: Int
    /// 1 to 12.
    public var month: Int
    /// 1 to the month's length.
    public var day: Int
    /// 0 to 23.
    public var hour: Int
    /// 0 to 59.
    public var minute: Int
    /// 0 to 59.
    public var second: Int
    /// 0 to 999,999,999.
    public var nanosecond: Int

    /// A civil time from its parts; nothing is checked here, see ``isValid``.
    public init(
        year: Int,
        month: Int,
        day: Int,
        hour: Int = 0,
        minute: Int = 0,
        second: Int = 0,
        nanosecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// The civil time of an instant.
    public init(_ instant: Timestamp) {
        let days = Nanoseconds.floorDivide(instant.nanoseconds, by: Nanoseconds.perDay)
        let rest = instant.nanoseconds &- days &* Nanoseconds.perDay
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        self.day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        self.month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        self.hour = Int(rest / Nanoseconds.perHour)
        self.minute = Int(rest / Nanoseconds.perMinute % 60)
        self.second = Int(rest / Nanoseconds.perSecond % 60)
        self.nanosecond = Int(rest % Nanoseconds.perSecond)
    }

    /// Whether every part lies in its range and the day exists in its month.
    public var isValid: Bool {
        (1...12).contains(month) && day >= 1 && day <= Self.daysInMonth(month, year: year)
            && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
            && (0...999_999_999).contains(nanosecond)
    }

    /// Whole days from 1970-01-01 to this date.
    public var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The instant of this civil time in UTC, or nil where it does not fit the range of ``Timestamp``.
    public var timestamp: Timestamp? {
        guard (1_678...2_261).contains(year) else { return nil }
        let seconds = Int64(daysSinceEpoch) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        return Timestamp(nanoseconds: seconds * Nanoseconds.perSecond + Int64(nanosecond))
    }

    /// The length of a month in days; `month` in 1...12.
    public static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
