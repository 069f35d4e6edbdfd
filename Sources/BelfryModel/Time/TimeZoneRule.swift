// Times without a zone are local to somebody: the subscription says to whom. A rule is a fixed offset or a zone of the
// IANA database, read from the bytes of a TZif file (RFC 8536) that the daemon hands in.

/// How far local time is from UTC, and when.
public struct TimeZoneRule: Sendable, Hashable {
    /// Instants at which the offset changes, ascending, in seconds since the epoch, with the offset from there on.
    var transitions: [Transition] = []
    /// The offset before the first transition, seconds east of Greenwich.
    var firstOffsetSeconds: Int
    /// The rule that continues the transitions for ever; nil where the last offset stays.
    var recurrence: DaylightRecurrence?

    struct Transition: Sendable, Hashable {
        var seconds: Int64
        var offsetSeconds: Int
    }

    /// A fixed offset in seconds east of Greenwich.
    public init(offsetSeconds: Int) {
        self.firstOffsetSeconds = offsetSeconds
    }

    /// Coordinated Universal Time.
    public static let utc = TimeZoneRule(offsetSeconds: 0)

    /// Seconds east of Greenwich at an instant.
    ///
    /// O(log n) in the transitions.
    public func offsetSeconds(at instant: Timestamp) -> Int {
        let seconds = Nanoseconds.floorDivide(instant.nanoseconds, by: Nanoseconds.perSecond)
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].seconds <= seconds { low = middle + 1 } else { high = middle }
        }
        if low == transitions.count, let recurrence { return recurrence.offsetSeconds(at: seconds) }
        return low == 0 ? firstOffsetSeconds : transitions[low - 1].offsetSeconds
    }

    /// The instant of a local time.
    ///
    /// A local time that a clock shows twice means the instant nearer to `reference`; one that no clock shows is read
    /// with the offset that was in force before the gap.
    ///
    /// - Parameters:
    ///   - local: the local time, written as if it were UTC.
    ///   - reference: when the message arrived.
    public func instant(ofLocal local: Timestamp, near reference: Timestamp) -> Timestamp {
        let before = offsetSeconds(at: local.advanced(byNanoseconds: -Nanoseconds.perDay))
        let after = offsetSeconds(at: local.advanced(byNanoseconds: Nanoseconds.perDay))
        let early = local.advanced(byNanoseconds: -Int64(before) * Nanoseconds.perSecond)
        guard before != after else { return early }
        let late = local.advanced(byNanoseconds: -Int64(after) * Nanoseconds.perSecond)
        let earlyHolds = offsetSeconds(at: early) == before
        let lateHolds = offsetSeconds(at: late) == after
        if earlyHolds, lateHolds {
            let earlyDistance = early.nanosecondsSince(reference).magnitude
            return earlyDistance <= late.nanosecondsSince(reference).magnitude ? early : late
        }
        return lateHolds ? late : early
    }
}

/// Why bytes are not a time zone.
public enum TimeZoneFault: Error, Hashable, Sendable, CustomStringConvertible {
    case notTZif
    case truncated
    case badFooter(String)

    public var description: String {
        switch self {
        case .notTZif: "not a time zone file: it does not start with \"TZif\" (RFC 8536)"
        case .truncated: "the time zone file ends too early"
        case .badFooter(let text): "the time zone file's rule \"\(text)\" is not one of POSIX"
        }
    }
}
