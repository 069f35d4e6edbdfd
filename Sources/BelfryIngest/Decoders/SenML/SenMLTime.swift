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

    /// A time from a whole number of seconds; nil where that is beyond 64 bits.
    init(integer seconds: Int64?) {
        nanoseconds = seconds.flatMap { seconds in
            let (product, overflow) = seconds.multipliedReportingOverflow(by: Nanoseconds.perSecond)
            return overflow ? nil : product
        }
        isGiven = true
    }

    /// A time from a double.
    ///
    /// A double holds 1276020076.001 to 0.1 µs and no better. Rounded to what it can tell, the time is the one that was
    /// written, and the same one as in the other encoding.
    init(_ seconds: Double) {
        isGiven = true
        // 2^33 s are 2^63 ns, nearly; NaN fails as well.
        guard seconds.magnitude < 0x1p33 else {
            nanoseconds = nil
            return
        }
        let whole = seconds.rounded(.down)
        let unitsPerSecond = seconds.magnitude < 0x1p22 ? 1e9 : 1e6
        let units = ((seconds - whole) * unitsPerSecond).rounded()
        nanoseconds = Int64(whole) * Nanoseconds.perSecond + Int64(units) * Int64(1e9 / unitsPerSecond)
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
