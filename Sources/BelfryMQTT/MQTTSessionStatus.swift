/// How a session stands, for status pages and logs: a plain copy.
public struct MQTTSessionStatus: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Waiting for the next attempt.
        case waiting
        /// Looking the name up, opening TCP and TLS, waiting for CONNACK.
        case connecting
        /// Connected, waiting for SUBACK; messages of a resumed session already arrive.
        case subscribing
        case online
        /// Trying again slowly: a person has to change something first.
        case refused
        case stopped
    }

    /// The session's configured name.
    public var name: String
    public var state: State
    /// When `state` began, on the monotonic clock that ``MQTTSession/service(monotonicNanoseconds:allowWrite:)`` gets.
    public var sinceMonotonicNanoseconds: Int64
    /// Why the session is not online and what to do; nil while it is, or before anything went wrong.
    public var fault: MQTTFault?
    /// The version of the protocol that the connection speaks; nil while there is none.
    public var version: MQTTVersion?
    /// What the broker did not grant as asked; the session is degraded while there is any.
    public var subscriptionFaults: [MQTTSubscriptionFault]
    /// Whether the broker still had the session at the last connect.
    public var sessionPresent: Bool
    /// Connections that the broker accepted.
    public var connections: Int
    /// Reconnects at which the broker had forgotten the session and with it what it had queued.
    public var sessionsLost: Int
    /// What the newest of these may have cost; nil while there was none.
    public var lastGap: MQTTSessionGap?
    /// PUBLISH packets handed out.
    public var messages: Int
    /// How long the broker promised to keep the session; less than asked for where the broker sets a limit.
    public var grantedSessionExpirySeconds: UInt32?

    /// Whether messages can arrive.
    public var isConnected: Bool { state == .online || state == .subscribing }

    /// Whether an attempt to connect has failed and none is under way: a refused version is followed by another at once.
    public var hasFailedAttempt: Bool { fault != nil && state != .connecting }

    /// Every reason for which this session deserves a person's attention, each one line; empty when all is well.
    public var reasons: [String] {
        (isConnected ? [] : ["broker \(name): " + (fault?.reason ?? "not connected yet")])
            + subscriptionFaults.map { "broker \(name): \($0)" }
    }
}

extension MQTTSessionMachine.State {
    /// The state as status pages name it.
    var published: MQTTSessionStatus.State {
        switch self {
        case .waiting: .waiting
        case .refused: .refused
        case .connecting: .connecting
        case .subscribing: .subscribing
        case .online: .online
        case .stopped: .stopped
        }
    }
}
