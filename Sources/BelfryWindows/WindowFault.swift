/// Why a window cannot be kept.
public enum WindowFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The length lies outside ``WindowLimits/lengthNanoseconds``.
    case length(nanoseconds: Int64)
    /// So short a window would have more than ``WindowLimits/revisableSpans`` spans to revise.
    case tooManySpans(lengthNanoseconds: Int64, latenessNanoseconds: Int64)

    /// A sliding window whose length is no multiple of the time between its ends, or has too many of them.
    case slices(lengthNanoseconds: Int64, everyNanoseconds: Int64)

    /// A window of no, or of too many readings.
    case count(Int)
    /// A session that ends after less than a millisecond, or later than it may.
    case gap(nanoseconds: Int64, maximumNanoseconds: Int64)

    public var description: String {
        switch self {
        case .length(let nanoseconds):
            "a window of \(Self.seconds(nanoseconds)) s is outside 1 ms to 366 days; choose a length within"
        case .tooManySpans(let length, let lateness):
            "a window of \(Self.seconds(length)) s and an allowed lateness of \(Self.seconds(lateness)) s would keep"
                + " \(WindowLimits.revisableSpans(length: length, lateness: lateness)) ended windows to revise, more than"
                + " \(WindowLimits.revisableSpans); choose a longer window or a shorter lateness"
        case .slices(let length, let every):
            "a sliding window of \(Self.seconds(length)) s cannot end every \(Self.seconds(every)) s; choose a length that"
                + " is a multiple, at most \(WindowLimits.slices) times as long"
        case .count(let count):
            "a window of \(count) readings is outside \(WindowLimits.readings.lowerBound) to "
                + "\(WindowLimits.readings.upperBound); choose a count within"
        case .gap(let gap, let maximum):
            "a session that ends \(Self.seconds(gap)) s after its last reading cannot be at most \(Self.seconds(maximum)) s"
                + " long; choose a gap of at least 1 ms and a longer maximum"
        }
    }

    private static func seconds(_ nanoseconds: Int64) -> String {
        nanoseconds % 1_000_000_000 == 0 ? "\(nanoseconds / 1_000_000_000)" : "\(Double(nanoseconds) / 1e9)"
    }
}
