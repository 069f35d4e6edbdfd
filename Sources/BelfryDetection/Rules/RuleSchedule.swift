public import BelfryModel

/// When a rule is judged: `when: { days: mon-fri, hours: "06:00-20:00", except: holidays }`, by the clocks of a zone.
///
/// ```
///   value   ▁▁▁▁▂▆▇▇▇▇▇▇▇▇▇▆▂▁▁▁▁
///   open         └───────────────────┘   in it: judged
///   finding      ▲raised            ▲cleared with the first reading behind it
/// ```
/// What counts is the event time of a reading, and the last instant of a window.
public struct RuleSchedule: Sendable, Hashable {
    /// Of the week, from Monday.
    public var days: [Bool]
    /// Minutes of the local day from which on it is judged, and until which; where they are the same, the whole day.
    ///
    /// A beginning behind the end means over midnight, and belongs to the day on which it began.
    public var fromMinute: Int
    public var toMinute: Int
    /// Local dates on which it is not judged, as days since 1970.
    public var exceptions: Set<Int>
    public var zone: TimeZoneRule

    public init(
        days: [Bool] = Array(repeating: true, count: 7),
        fromMinute: Int = 0,
        toMinute: Int = 0,
        exceptions: Set<Int> = [],
        zone: TimeZoneRule = .utc
    ) {
        self.days = days
        self.fromMinute = fromMinute
        self.toMinute = toMinute
        self.exceptions = exceptions
        self.zone = zone
    }

    /// Whether the rule is judged at an instant, without an allocation.
    public func isOpen(at instant: Timestamp) -> Bool {
        let local = instant.nanoseconds &+ Int64(zone.offsetSeconds(at: instant)) &* Nanoseconds.perSecond
        let day = Int(Nanoseconds.floorDivide(local, by: Nanoseconds.perDay))
        let minute = Int((local &- Int64(day) &* Nanoseconds.perDay) / Nanoseconds.perMinute)
        guard fromMinute != toMinute else { return isOpen(onDay: day) }
        if fromMinute < toMinute { return minute >= fromMinute && minute < toMinute && isOpen(onDay: day) }
        return minute >= fromMinute ? isOpen(onDay: day) : minute < toMinute && isOpen(onDay: day - 1)
    }

    private func isOpen(onDay day: Int) -> Bool {
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        return days[weekday] && !exceptions.contains(day)
    }

    /// The parts in an order that never changes, for a rule's version.
    var fingerprint: [Int64] {
        days.map { $0 ? 1 : 0 } + [Int64(fromMinute), Int64(toMinute), Int64(bitPattern: zone.fingerprint)]
            + exceptions.sorted().map { Int64($0) }
    }
}
