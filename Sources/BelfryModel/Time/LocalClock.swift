/// A time zone as its clocks have gone since its last change of law, in a fixed block of bits.
///
/// What is present needs no history; where a state is copied as bytes, a ``TimeZoneRule`` with its table has no place.
public struct LocalClock: Sendable, Hashable, BitwiseCopyable {
    private let offsetSeconds: Int
    private let recurrence: DaylightRecurrence?

    public init(_ zone: TimeZoneRule) {
        offsetSeconds = zone.transitions.last?.offsetSeconds ?? zone.firstOffsetSeconds
        recurrence = zone.recurrence
    }

    /// What clocks show at an instant, written as if it were UTC.
    public func local(_ instant: Timestamp) -> Timestamp {
        instant.advanced(byNanoseconds: offset(at: instant))
    }

    /// When clocks show a local time; of one that they show twice, the first after `reference`.
    public func instant(ofLocal local: Timestamp, after reference: Timestamp) -> Timestamp {
        let near = local.advanced(byNanoseconds: -offset(at: reference))
        let exact = local.advanced(byNanoseconds: -offset(at: near))
        return exact > reference ? exact : max(near, reference.advanced(byNanoseconds: 1))
    }

    private func offset(at instant: Timestamp) -> Int64 {
        let seconds = Nanoseconds.floorDivide(instant.nanoseconds, by: Nanoseconds.perSecond)
        return Int64(recurrence?.offsetSeconds(at: seconds) ?? offsetSeconds) * Nanoseconds.perSecond
    }
}
