import BelfryModel
import BelfryWindows

/// Local standard time: how hours and days are cut.
///
/// Intuition: every day has 24 hours. Where the clocks of a city are an odd half hour from Greenwich, so are its hours.
/// ```
///   +01:00   hours of UTC             days from 23:00 to 23:00 UTC
///   +05:30   from :30 to :30 UTC      days from 18:30 to 18:30 UTC
/// ```
/// Limits: no daylight saving, in summer neither; offsets are multiples of a quarter of an hour, as all in use are.
///
/// Not done: the clock on the wall, which has a day of 23 hours in spring and an hour that comes twice in autumn.
///
/// Source: EPA-454/B-24-002 and AirNow forum 171: midnight to midnight in local standard time.
struct StandardTime: Hashable, BitwiseCopyable {
    let offsetSeconds: Int32

    init(offsetSeconds: Int) {
        self.offsetSeconds = Int32(clamping: offsetSeconds)
    }

    private var offset: Int64 { Int64(offsetSeconds) * Nanoseconds.perSecond }

    /// The beginning of the day that holds an instant.
    func startOfDay(_ instant: Timestamp) -> Timestamp {
        instant.advanced(byNanoseconds: offset).alignedDown(toMultipleOf: Nanoseconds.perDay)
            .advanced(byNanoseconds: -offset)
    }

    /// The hours as a rule's window.
    var hours: RuleWindow {
        let hour = Nanoseconds.perHour
        let phase = -offset - Nanoseconds.floorDivide(-offset, by: hour) * hour
        return RuleWindow(.tumbling(lengthNanoseconds: hour, phaseNanoseconds: phase), aggregate: .mean)
    }

    /// Whether a window is these hours.
    func isHours(_ window: RuleWindow) -> Bool {
        guard case .tumbling(let length, let phase) = window.shape else { return false }
        return length == Nanoseconds.perHour && (phase + offset) % Nanoseconds.perHour == 0
    }

    /// `12:00`.
    func clock(_ instant: Timestamp) -> String {
        let time = CivilTime(instant.advanced(byNanoseconds: offset))
        return "\(Self.twoDigits(time.hour)):\(Self.twoDigits(time.minute))"
    }

    /// `2027-01-12`.
    func date(_ instant: Timestamp) -> String {
        let time = CivilTime(instant.advanced(byNanoseconds: offset))
        return "\(time.year)-\(Self.twoDigits(time.month))-\(Self.twoDigits(time.day))"
    }

    /// `UTC`, `UTC+1`, `UTC+5:30`.
    var name: String {
        guard offsetSeconds != 0 else { return "UTC" }
        let minutes = Int(offsetSeconds.magnitude) / 60
        let part = minutes % 60 == 0 ? "" : ":\(Self.twoDigits(minutes % 60))"
        return "UTC\(offsetSeconds > 0 ? "+" : "-")\(minutes / 60)\(part)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
