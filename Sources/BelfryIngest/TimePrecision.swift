import BelfryModel

/// The unit in which a source counts times since the epoch, where its payloads do not say.
public enum TimePrecision: String, CaseIterable, Sendable, Hashable {
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"

    /// Decimal places of a second.
    var decimalsOfSecond: Int {
        switch self {
        case .nanoseconds: 9
        case .microseconds: 6
        case .milliseconds: 3
        case .seconds: 0
        }
    }

    /// Nanoseconds of one.
    var nanoseconds: Int64 {
        switch self {
        case .nanoseconds: 1
        case .microseconds: 1_000
        case .milliseconds: Nanoseconds.perMillisecond
        case .seconds: Nanoseconds.perSecond
        }
    }

    /// The precision of a number whose unit nobody has said, by its size.
    ///
    /// Between 1973 and 5138 seconds have up to 11 digits, milliseconds 12 to 14, microseconds 15 to 17, nanoseconds 18
    /// and more, so that only one reading is possible; what lies before 1973 is no sensor's clock anyway.
    init(bySizeOf magnitude: UInt64) {
        self =
            switch magnitude {
            case ..<100_000_000_000: .seconds
            case ..<100_000_000_000_000: .milliseconds
            case ..<100_000_000_000_000_000: .microseconds
            default: .nanoseconds
            }
    }
}
