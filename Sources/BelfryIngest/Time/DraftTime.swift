// When a value was measured, as far as its payload tells. What becomes of it is decided at admission, where the
// arrival is known to be later than any honest sensor's clock.

import BelfryModel

/// A payload's own account of a time.
enum DraftTime: BitwiseCopyable, Equatable {
    /// The payload carries no time.
    case none
    /// An instant.
    case at(Timestamp)
    /// An instant whose text names no zone although none is configured: read as UTC.
    case withoutZone(Timestamp)
    /// Nanoseconds after the arrival, mostly negative: the device knows how long ago, and not when.
    case sinceArrival(Int64)
    /// The payload carries something in the place of a time that is none.
    case unreadable

    /// Whether the payload fixes the instant, so that a repeat of the message would carry the same one.
    var isOwn: Bool {
        switch self {
        case .at, .withoutZone: true
        case .none, .sinceArrival, .unreadable: false
        }
    }

    /// The instant that the payload fixes.
    var instant: Timestamp? {
        switch self {
        case .at(let instant), .withoutZone(let instant): instant
        case .none, .sinceArrival, .unreadable: nil
        }
    }

    /// The same account of a later time; what fixes no instant stays as it is.
    func advanced(byNanoseconds nanoseconds: Int64) -> DraftTime {
        switch self {
        case .at(let instant): .at(instant.advanced(byNanoseconds: nanoseconds))
        case .withoutZone(let instant): .withoutZone(instant.advanced(byNanoseconds: nanoseconds))
        case .none, .sinceArrival, .unreadable: self
        }
    }
}

extension DraftTime {
    /// A time from RFC 3339 text, ISO 8601 text near it or ``CommonTime``; an interval `a/b` counts as its end.
    ///
    /// - Parameters:
    ///   - text: the bytes of the text.
    ///   - zone: the zone of texts that name none; nil where none is configured.
    ///   - arrival: when the message arrived, to choose between the two readings of an ambiguous local time.
    init(text: UnsafeBufferPointer<UInt8>, zone: TimeZoneRule?, arrival: Timestamp) {
        var end = text
        if !CommonTime.isSlashed(text), let slash = text.firstIndex(of: UInt8(ascii: "/")) {
            end = UnsafeBufferPointer(rebasing: text[(slash + 1)...])
        }
        if let instant = Timestamp(rfc3339: end) {
            self = .at(instant)
        } else if let local = Timestamp(rfc3339: end, defaultOffsetSeconds: 0) {
            self = zone.map { .at($0.instant(ofLocal: local, near: arrival)) } ?? .withoutZone(local)
        } else {
            self = CommonTime.rewritten(end) { rewritten in
                guard let local = Timestamp(rfc3339: rewritten, defaultOffsetSeconds: 0) else { return .unreadable }
                if let instant = Timestamp(rfc3339: rewritten) { return .at(instant) }
                return zone.map { .at($0.instant(ofLocal: local, near: arrival)) } ?? .withoutZone(local)
            }
        }
    }

    /// A time from a number of units since the epoch, exact to the nanosecond.
    ///
    /// - Parameters:
    ///   - number: the number as written.
    ///   - decimalsOfSecond: 0 for seconds, 3 for milliseconds, 9 for nanoseconds.
    init(epoch number: DecimalNumber, decimalsOfSecond: Int) {
        self =
            number.integer(scaledByPowerOfTen: 9 - decimalsOfSecond).map { .at(Timestamp(nanoseconds: $0)) }
            ?? .unreadable
    }
}
