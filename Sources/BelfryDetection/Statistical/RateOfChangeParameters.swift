public import BelfryModel

/// A change that is too fast: `rises_by` and `falls_by` an amount `per` a time, `minimum_span`, `maximum_span`.
///
/// The rate is taken between a reading and an earlier one at least `minimum_span` before it, in event time, so that two
/// readings with nearly the same time stamp, or the noise between neighbours, are no rate:
/// ```
///                                        ╭● now
///                     amount │       ╭●──╯
///   ●──●──●──●──●──●──●──────┴──●────╯
///                  ╰── minimum_span … 1.5 × minimum_span ──╯
/// ```
/// Readings further apart than `maximum_span` have no rate either. Clears when the rate has fallen to half of the
/// limit (``clearRatio``), since a rate is noisy by nature.
public struct RateOfChangeParameters: Sendable, Hashable {
    /// A rate clears at this share of its limit.
    public static let clearRatio = 0.5

    /// Raises when the value rises by more than this amount per `perNanoseconds`; at least 0.
    public var risesBy: Double?
    /// Raises when the value falls by more than this amount per `perNanoseconds`; at least 0.
    public var fallsBy: Double?
    /// The time that the amounts are per.
    public var perNanoseconds: Int64
    /// Absent: `perNanoseconds`.
    public var minimumSpanNanoseconds: Int64?
    /// At least twice the minimum span; absent: an hour, or four minimum spans where that is more.
    public var maximumSpanNanoseconds: Int64?

    public init(
        risesBy: Double? = nil,
        fallsBy: Double? = nil,
        perNanoseconds: Int64 = Nanoseconds.perMinute,
        minimumSpanNanoseconds: Int64? = nil,
        maximumSpanNanoseconds: Int64? = nil
    ) {
        self.risesBy = risesBy
        self.fallsBy = fallsBy
        self.perNanoseconds = perNanoseconds
        self.minimumSpanNanoseconds = minimumSpanNanoseconds
        self.maximumSpanNanoseconds = maximumSpanNanoseconds
    }

    /// The minimum span in force.
    public var effectiveMinimumSpanNanoseconds: Int64 { minimumSpanNanoseconds ?? perNanoseconds }

    /// The maximum span in force.
    public var effectiveMaximumSpanNanoseconds: Int64 {
        if let maximumSpanNanoseconds { return maximumSpanNanoseconds }
        let (fourfold, overflow) = effectiveMinimumSpanNanoseconds.multipliedReportingOverflow(by: 4)
        return max(Nanoseconds.perHour, overflow ? .max : fourfold)
    }
}
