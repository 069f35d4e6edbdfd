import BelfryModel

/// Where the spans of a window begin and end: one after the other, without a gap.
enum SpanGrid: BitwiseCopyable, Equatable {
    /// Of one length, `phase` behind the multiples of it; 0...length - 1.
    case fixed(length: Int64, phase: Int64)
    /// Civil days of a zone, which the layout keeps.
    case days(Unmanaged<CivilDays>)

    /// The end of the span that holds `time`.
    func end(after time: Int64) -> Int64 {
        switch self {
        case .fixed(let length, let phase):
            (Nanoseconds.floorDivide(time - phase, by: length) + 1) * length + phase
        case .days(let days): days.end(after: time)
        }
    }

    /// The end of the span that begins at `end`, the end of another.
    func next(after end: Int64) -> Int64 {
        switch self {
        case .fixed(let length, _): end + length
        case .days(let days): days.end(after: end)
        }
    }

    /// The beginning of the span that ends at `end`.
    func start(endingAt end: Int64) -> Int64 {
        switch self {
        case .fixed(let length, _): end - length
        case .days(let days): days.start(of: end - 1)
        }
    }

    /// Every boundary is a multiple of it.
    var step: Int64 {
        switch self {
        case .fixed(let length, let phase): Nanoseconds.greatestCommonDivisor(length, phase)
        case .days(let days): days.step
        }
    }

    /// The length of its spans, the usual one of days.
    var length: Int64 {
        switch self {
        case .fixed(let length, _): length
        case .days: Nanoseconds.perDay
        }
    }

    /// Whether each span of this grid is made up of whole spans of another, or is one itself.
    func isComposed(from part: SpanGrid) -> Bool {
        switch (self, part) {
        case (.fixed(let length, let phase), .fixed(let partLength, let partPhase)):
            length >= partLength && length % partLength == 0 && (phase - partPhase) % partLength == 0
        case (.days(let days), .fixed(let partLength, let partPhase)):
            days.step % partLength == 0 && partPhase == 0
        case (_, .days): false
        }
    }

    static func == (left: SpanGrid, right: SpanGrid) -> Bool {
        switch (left, right) {
        case (.fixed(let length, let phase), .fixed(let otherLength, let otherPhase)):
            length == otherLength && phase == otherPhase
        case (.days(let days), .days(let otherDays)): days.zone == otherDays.zone
        default: false
        }
    }
}

/// The civil days of a zone.
final class CivilDays: Sendable {
    let zone: TimeZoneRule
    let step: Int64

    init(zone: TimeZoneRule) {
        self.zone = zone
        self.step = Int64(zone.granularitySeconds) * Nanoseconds.perSecond
    }
}

extension Unmanaged<CivilDays> {
    // Asked when a day ends, so a reference count more or less is no matter.

    fileprivate var zone: TimeZoneRule { takeUnretainedValue().zone }

    fileprivate var step: Int64 { takeUnretainedValue().step }

    fileprivate func end(after time: Int64) -> Int64 {
        zone.endOfDay(after: Timestamp(nanoseconds: time)).nanoseconds
    }

    fileprivate func start(of time: Int64) -> Int64 { zone.startOfDay(of: Timestamp(nanoseconds: time)).nanoseconds }
}
