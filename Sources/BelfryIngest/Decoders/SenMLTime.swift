import BelfryModel

/// A SenML time before it is known whether it is absolute: nanoseconds, exact, since base and offset are added.
struct SenMLTime {
    /// nil where the number does not fit.
    private var nanoseconds: Int64? = 0
    /// A pack without any time means "now", and so does 0.
    private var isGiven = false

    init() {}

    /// A time from a number of seconds.
    init(_ seconds: DecimalNumber) {
        nanoseconds = seconds.integer(scaledByPowerOfTen: 9)
        isGiven = true
    }

    /// The sum of base time and time.
    func adding(_ other: SenMLTime) -> SenMLTime {
        var sum = self
        sum.isGiven = isGiven || other.isGiven
        sum.nanoseconds = nanoseconds.flatMap { left in
            other.nanoseconds.flatMap { right in
                let (result, overflow) = left.addingReportingOverflow(right)
                return overflow ? nil : result
            }
        }
        return sum
    }

    /// The time as the payload's account of it (RFC 8428, section 4.5.3).
    var draft: DraftTime {
        guard isGiven else { return .none }
        guard let nanoseconds else { return .unreadable }
        if nanoseconds == 0 { return .none }
        return nanoseconds < SenMLPack.relativeTimeLimitNanoseconds
            ? .sinceArrival(nanoseconds) : .at(Timestamp(nanoseconds: nanoseconds))
    }
}
