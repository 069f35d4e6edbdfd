// From what an algorithm believes of single intervals to one alarm an incident.
//
// Intuition: traffic stops and goes, so belief comes and goes within one incident. It is raised with the first interval that the
// algorithm calls an incident and ends when none has been called so for three minutes, as of the last one. Limits: two incidents at
// one place within three minutes are one; of a place that nobody sees it ends after half an hour. Refused: raising and clearing with
// the algorithm's own state, of which one lorry makes three alarms.

import BelfryModel

/// Whether an incident is told of the road between two stations.
struct SectionAlarm: BitwiseCopyable {
    static let clearNanoseconds = 3 * Nanoseconds.perMinute
    /// Of a section whose stations do not speak.
    static let unseenClearNanoseconds = 30 * Nanoseconds.perMinute

    private(set) var isRaised = false
    /// When what is raised began, or what was raised last.
    private(set) var since = Timestamp.distantPast
    /// The end of the last interval in which it was seen.
    private(set) var lastSeen = Timestamp.distantPast
    /// When the present suspicion began; `.distantPast` where there is none.
    private var suspectedSince = Timestamp.distantPast
    private var clearSpell: Int64 = 0
    private var unseenSpell: Int64 = 0

    init() {}

    /// Takes in what is believed of the next interval.
    ///
    /// - Parameter pause: nanoseconds before it in which nobody was asked.
    mutating func take(_ opinion: PairOpinion, from start: Timestamp, to end: Timestamp, pause: Int64) -> Transition {
        isRaised ? follow(opinion, from: start, to: end, pause: pause) : gather(opinion, from: start, to: end)
    }

    private mutating func gather(_ opinion: PairOpinion, from start: Timestamp, to end: Timestamp) -> Transition {
        switch opinion {
        case .unknown, .clear: suspectedSince = .distantPast
        case .suspected: if suspectedSince == .distantPast { suspectedSince = start }
        case .incident:
            since = (suspectedSince == .distantPast ? start : suspectedSince).later(than: since)
            (isRaised, lastSeen, suspectedSince) = (true, end, .distantPast)
            (clearSpell, unseenSpell) = (0, 0)
            return .raised
        }
        return .none
    }

    private mutating func follow(
        _ opinion: PairOpinion,
        from start: Timestamp,
        to end: Timestamp,
        pause: Int64
    ) -> Transition {
        unseenSpell += pause
        switch opinion {
        case .unknown: unseenSpell += end.nanosecondsSince(start)
        case .clear: clearSpell += end.nanosecondsSince(start)
        case .suspected, .incident: (clearSpell, unseenSpell, lastSeen) = (0, 0, end)
        }
        guard clearSpell >= Self.clearNanoseconds || unseenSpell >= Self.unseenClearNanoseconds else { return .none }
        isRaised = false
        return .cleared
    }

    /// After a restart: it is raised already.
    mutating func restore(activeSince: Timestamp) {
        (isRaised, since, lastSeen) = (true, activeSince, activeSince)
    }
}
