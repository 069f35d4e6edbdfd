// Civil days. Where the offset changes, a day has 23 or 25 hours, or in some zones an odd half.

extension TimeZoneRule {
    /// The end of the civil day that holds an instant: the first instant of a later date.
    public func endOfDay(after instant: Timestamp) -> Timestamp {
        let midnight = local(instant).alignedDown(toMultipleOf: Nanoseconds.perDay)
        return firstInstant(ofLocal: midnight.advanced(byNanoseconds: Nanoseconds.perDay))
    }

    /// The beginning of the civil day that holds an instant.
    public func startOfDay(of instant: Timestamp) -> Timestamp {
        firstInstant(ofLocal: local(instant).alignedDown(toMultipleOf: Nanoseconds.perDay))
    }

    /// Local standard time, seconds east of Greenwich: that without daylight saving in the last year known.
    public var standardOffsetSeconds: Int {
        recurrence?.standardOffsetSeconds ?? transitions.last?.offsetSeconds ?? firstOffsetSeconds
    }

    /// The largest number of seconds, at most a day, that all offsets since 1970 are multiples of.
    ///
    /// Every civil day since then begins at a multiple of it.
    public var granularitySeconds: Int {
        var offsets = [offsetSeconds(at: Timestamp(seconds: 0)), standardOffsetSeconds]
        offsets += transitions.filter { $0.seconds >= 0 }.map(\.offsetSeconds)
        if let daylight = recurrence?.daylight { offsets.append(daylight.offsetSeconds) }
        return offsets.reduce(86_400) { Int(Nanoseconds.greatestCommonDivisor(Int64($0), Int64($1))) }
    }

    /// The same for zones whose clocks show the same, looked at twice a month from 2020 to 2040.
    public var fingerprint: UInt64 {
        var hash = StableHash()
        for half in 0..<2 * 12 * 20 {
            let instant = Timestamp(seconds: 1_577_836_800 + Int64(half) * 1_314_000)
            hash.combine(Int32(clamping: offsetSeconds(at: instant)))
        }
        return hash.value
    }

    /// An instant's local time, written as if it were UTC.
    private func local(_ instant: Timestamp) -> Timestamp {
        instant.advanced(byNanoseconds: Int64(offsetSeconds(at: instant)) * Nanoseconds.perSecond)
    }

    /// The first instant at which local clocks show `local` or later.
    ///
    /// It is right where the offset changes at most once within a day on either side.
    private func firstInstant(ofLocal local: Timestamp) -> Timestamp {
        let offsets = [-1, 1].map { offsetSeconds(at: local.advanced(byNanoseconds: $0 * Nanoseconds.perDay)) }
        let candidates = offsets.map { local.advanced(byNanoseconds: -Int64($0) * Nanoseconds.perSecond) }.sorted()
        return candidates.first { self.local($0) >= local } ?? candidates[1]
    }
}
