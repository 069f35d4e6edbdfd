import BelfryModel

/// Over how long a concentration is averaged before a law or an index looks at it.
///
/// Intuition: the same number means another thing over another time. 50 µg/m³ of PM10 are an ordinary hour, a bad day
/// and a scandalous year, so each table says which mean it wants.
/// ```
///   hours      | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |  …
///   eight hours └───────────────────────────┘                 told each hour, for the eight hours that end with it
///                   └───────────────────────────┘
///   day        midnight to midnight in local standard time: always 24 hours, never 23 or 25
/// ```
/// Limits: days and years are those of local standard time; where it begins is for the windows to know. A peak season
/// is six months and has no length in hours here.
///
/// Not done: civil days with daylight saving. EPA asks for standard time in so many words, and with it the distance
/// from one window to the next is a constant.
///
/// Source: EPA-454/B-24-002 and AirNow forum 171 (midnight to midnight, local standard time); Directive (EU) 2024/2881,
/// annex I, section 1, footnotes (maximum daily eight-hour mean); UK Daily Air Quality Index, Defra (15 minutes).
public enum AirAveraging: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    case quarterHour
    case hour
    /// A mean of eight hours, told each hour.
    case eightHours
    /// The largest of a day's running means of eight hours; a mean belongs to the day on which it ends.
    case greatestEightHoursOfDay
    case day
    case year
    /// The mean of the daily greatest eight hours over the worst six months in a row.
    case peakSeason

    /// From the start of one value to the start of the next; 0 for years and seasons, which differ in length.
    public var stepNanoseconds: Int64 {
        switch self {
        case .quarterHour: 15 * Nanoseconds.perMinute
        case .hour, .eightHours: Nanoseconds.perHour
        case .greatestEightHoursOfDay, .day: Nanoseconds.perDay
        case .year, .peakSeason: 0
        }
    }

    /// How many values a day of standard time holds; 0 for years and seasons.
    public var valuesADay: Int {
        stepNanoseconds == 0 ? 0 : Int(Nanoseconds.perDay / stepNanoseconds)
    }
}
