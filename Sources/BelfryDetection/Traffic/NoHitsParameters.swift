public import BelfryModel

/// A traffic detector that counts nobody where there is always somebody: `duration`.
///
/// Raised when every value has been 0 for `duration`, of which only hours count that usually see traffic; cleared by the first
/// vehicle. Which hours those are is learnt, by the hour of the day (UTC), and takes a week. Use it on flow and counts.
public struct NoHitsParameters: Sendable, Hashable {
    /// At most a day.
    public var durationNanoseconds: Int64

    public init(durationNanoseconds: Int64 = 4 * Nanoseconds.perHour) {
        self.durationNanoseconds = durationNanoseconds
    }
}
