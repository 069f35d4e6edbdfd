import BelfryMQTT
import BelfryModel

/// A session that a broker has forgotten, in words, for as long as it is news.
///
/// Pure.
struct SessionLoss {
    /// The status tells of it for so long; the log and the metric keep it.
    static let newsNanoseconds = 10 * Nanoseconds.perMinute

    /// One line: what may be missing, why, and what to do.
    let reason: String

    /// nil where nothing was lost, or not lately.
    init?(_ session: MQTTSessionStatus, now: Timestamp, monotonicNanoseconds: Int64) {
        guard let gap = session.lastGap,
            monotonicNanoseconds - gap.toMonotonicNanoseconds < Self.newsNanoseconds
        else { return nil }
        func time(_ monotonic: Int64) -> String {
            let instant = now.advanced(byNanoseconds: monotonic - monotonicNanoseconds)
            return Timestamp(seconds: instant.nanoseconds / Nanoseconds.perSecond).rfc3339
        }
        reason =
            "broker \(session.name) had forgotten the session: what was published there from "
            + "\(time(gap.fromMonotonicNanoseconds)) to \(time(gap.toMonotonicNanoseconds)) may be missing; let the "
            + "broker keep sessions over a restart (persistence true) and for longer than the longest absence"
    }
}
