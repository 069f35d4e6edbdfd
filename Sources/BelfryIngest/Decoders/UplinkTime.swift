// An uplink carries several accounts of one instant: the gateway's, the network's, the server's. Each has its own clock.
//
//   time 2026-06-01T10:00:00Z   gwTime 2026-06-03T10:00:00Z   arrival 2026-06-03T10:00:01Z   →   gwTime, flagged

import BelfryModel

/// The time of an uplink.
struct UplinkTime: BitwiseCopyable {
    private(set) var draft: DraftTime
    /// `clock` where the accounts contradict each other.
    private(set) var flags: QualityFlags = []

    /// - Parameter preferred: the account that counts as long as no other contradicts it.
    init(_ preferred: DraftTime) {
        draft = preferred
    }

    /// Holds a further account beside the one so far: it stands in for a missing one, and where they are further apart
    /// than the allowed lateness the one nearer to the arrival is taken, since a message is seldom days on its way.
    mutating func compare(_ other: DraftTime, _ context: DecodingContext) {
        // A clock that was never set tells nothing, not even that another one is wrong.
        guard let instant = Self.instant(of: other, context) else {
            if draft == .none { draft = other }
            return
        }
        guard let own = Self.instant(of: draft, context) else {
            draft = other
            return
        }
        guard Self.distance(instant, own) > UInt64(max(0, context.allowedLatenessNanoseconds)) else { return }
        flags.insert(.clock)
        if Self.distance(instant, context.arrival) < Self.distance(own, context.arrival) { draft = other }
    }

    private static func instant(of time: DraftTime, _ context: DecodingContext) -> Timestamp? {
        switch time {
        case .at(let instant), .withoutZone(let instant): instant >= context.earliestEventTime ? instant : nil
        case .none, .sinceArrival, .unreadable: nil
        }
    }

    private static func distance(_ left: Timestamp, _ right: Timestamp) -> UInt64 {
        left.nanosecondsSince(right).magnitude
    }
}
