import BelfryMQTT
import BelfryModel

/// Since when a session is connected, or is not: told once, so that a reader who asks twice gets one answer.
struct ConnectionClock {
    private var connections = -1
    private var isConnected = false
    private var at = Timestamp.distantPast

    /// The arrival clock was set forward, and no time has passed.
    mutating func moveClock(byNanoseconds distance: Int64) {
        if at != .distantPast { at = at.advanced(byNanoseconds: distance) }
    }

    /// The instant at which the session was connected, or was lost.
    ///
    /// - Parameters:
    ///   - session: how it stands.
    ///   - monotonicNanoseconds: now, on its clock.
    ///   - now: the same instant on the arrival clock.
    mutating func instant(
        of session: MQTTSessionStatus,
        monotonicNanoseconds: Int64,
        now: Timestamp
    ) -> Timestamp {
        if connections == session.connections, isConnected == session.isConnected { return at }
        (connections, isConnected) = (session.connections, session.isConnected)
        at = now.advanced(byNanoseconds: session.sinceMonotonicNanoseconds - monotonicNanoseconds)
        return at
    }
}
