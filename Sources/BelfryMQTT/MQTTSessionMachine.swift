/// When to connect, what to subscribe to, how to speak of trouble: the decisions of a session without its socket.
///
/// ```
///              due              CONNACK 0                 SUBACK
///   waiting ─────────► connecting ────────► subscribing ─────────► online
///      ▲                    │        │           │                 ▲   │
///      │                    │        └───────────┼─────────────────┘   │
///      │                    │      session present, already            │
///      │  fault             ▼      subscribed by this process          ▼
///      └─────────◄──────────┴─────────────◄──────┴────────────◄────────┘
///   waiting    at once where the broker does not know the version and another one is worth trying
///   refused    as waiting, but longer: a person has to change something first
///   stopped    after `stop`, for good
/// ```
///
/// A session that the broker still has keeps its subscriptions, but the first connection of a process subscribes all
/// the same, since the configuration may have changed in between; retain handling 1 makes that free of a retained
/// storm. Refused subscriptions leave the session online and are asked for again once a minute.
///
/// Time is monotonic nanoseconds, randomness a number in [0, 1); both come in with each event.
public struct MQTTSessionMachine: Sendable {
    public enum State: Sendable, Hashable {
        case waiting(until: Int64)
        case refused(until: Int64)
        case connecting(until: Int64)
        /// `since` is the instant of the CONNACK.
        case subscribing(until: Int64, since: Int64)
        case online(since: Int64)
        case stopped
    }

    public private(set) var state: State
    /// When ``state`` began.
    public private(set) var since: Int64
    /// Why the session is not online; empty while it is.
    public private(set) var fault: MQTTFault?
    /// What is not granted as asked: the subscription's index and the SUBACK code.
    public private(set) var notGranted: [Int: Int] = [:]
    /// Whether the broker still had the session at the last CONNACK.
    public private(set) var sessionPresent = false
    /// CONNACKs with code 0.
    public private(set) var connections = 0
    /// Reconnects at which the broker no longer knew the session: what it had queued meanwhile is lost.
    public private(set) var sessionsLost = 0
    /// What the newest of these may have cost.
    public private(set) var lastGap: MQTTSessionGap?

    private var versions: MQTTVersionChoice
    private let requestedQoS: [Int]
    private let isPersistent: Bool
    private let timing: Timing
    private var attempt = 0
    /// Connections in a row that the broker accepted and ended soon after.
    private var briefConnections = 0
    /// When the last connection that the broker had accepted ended; nil where there was none.
    private var lastEnd: Int64?
    private var hasSubscribed = false
    /// SUBSCRIBEs without an answer, oldest first.
    private var asked: [[Int]] = []
    private var resubscribeAt = Int64.max

    /// A machine that wants to connect at once.
    ///
    /// - Parameters:
    ///   - requestedQoS: the quality of service that each subscription asks for; empty for a connection that only
    ///     publishes.
    ///   - isPersistent: whether the broker should know the session again.
    ///   - versions: which versions of the protocol to speak.
    ///   - previousEnd: when the session was last in use before this process; nil where nothing tells of it.
    public init(
        requestedQoS: [Int],
        isPersistent: Bool,
        versions: MQTTVersionPolicy = .auto,
        previousEnd: Int64? = nil,
        timing: Timing = Timing(),
        now: Int64
    ) {
        self.versions = MQTTVersionChoice(versions)
        self.lastEnd = previousEnd
        self.requestedQoS = requestedQoS
        self.isPersistent = isPersistent
        self.timing = timing
        self.state = .waiting(until: now)
        self.since = now
    }

    /// Which version the connection speaks, or the next attempt.
    public var version: MQTTVersion { versions.version }

    /// When `due` would change something; nil for never.
    public var deadline: Int64? {
        switch state {
        case .waiting(let until), .refused(let until), .connecting(let until), .subscribing(let until, _): until
        case .online: resubscribeAt == .max ? nil : resubscribeAt
        case .stopped: nil
        }
    }

    /// Takes an event in and says what to do, in order.
    public mutating func handle(_ event: Event, now: Int64, random: Double) -> [Action] {
        if state == .stopped { return [] }
        switch event {
        case .due: return handleDue(now: now, random: random)
        case .connack(let code, let sessionPresent):
            return handleConnack(code: code, sessionPresent: sessionPresent, now: now, random: random)
        case .suback(let codes): return handleSuback(codes: codes, now: now)
        case .lost(let fault): return handleLost(fault, now: now, random: random)
        case .stop:
            let wasConnected = isConnected
            enter(.stopped, now: now)
            return [wasConnected ? .disconnect : .drop]
        }
    }

    /// Whether the broker has accepted the connection.
    public var isConnected: Bool { connectedSince != nil }
}

extension MQTTSessionMachine {
    private mutating func handleDue(now: Int64, random: Double) -> [Action] {
        guard let deadline, deadline <= now else { return [] }
        switch state {
        case .waiting, .refused:
            enter(.connecting(until: now + timing.connectNanoseconds), now: now)
            return [.connect]
        case .connecting:
            let fault = MQTTFault(.unreachable, "the broker does not answer; check address, port and network")
            return [.drop] + handleLost(fault, now: now, random: random)
        case .subscribing:
            let fault = MQTTFault(.lost, "the broker does not answer SUBSCRIBE; connecting again")
            return [.drop] + handleLost(fault, now: now, random: random)
        case .online:
            return subscribe(notGranted.keys.sorted())
        case .stopped:
            return []
        }
    }

    private mutating func handleConnack(code: Int, sessionPresent: Bool, now: Int64, random: Double) -> [Action] {
        guard case .connecting = state else { return [] }
        guard code == 0 else {
            if MQTTFault.isUnknownVersion(code: code), versions.refused() {
                fault = MQTTFault(.protocolViolation, "the broker does not speak MQTT 5; trying 3.1.1")
                enter(.waiting(until: now), now: now)
                return [.drop]
            }
            return [.drop] + handleLost(.connectRefused(code: code), now: now, random: random)
        }
        if isPersistent, let lastEnd, !sessionPresent {
            sessionsLost += 1
            lastGap = MQTTSessionGap(fromMonotonicNanoseconds: lastEnd, toMonotonicNanoseconds: now)
        }
        versions.accepted()
        self.sessionPresent = sessionPresent
        connections += 1
        fault = nil
        if sessionPresent, hasSubscribed {
            enter(.online(since: now), now: now)
            return subscribe(notGranted.keys.sorted())
        }
        notGranted = [:]
        if requestedQoS.isEmpty {
            enter(.online(since: now), now: now)
            return []
        }
        enter(.subscribing(until: now + timing.subscribeNanoseconds, since: now), now: now)
        return subscribe(Array(requestedQoS.indices))
    }

    private mutating func subscribe(_ indices: [Int]) -> [Action] {
        resubscribeAt = .max
        asked = [0, 1].map { qos in indices.filter { requestedQoS[$0] == qos } }.filter { !$0.isEmpty }
        return asked.map { .subscribe($0) }
    }

    private mutating func handleSuback(codes: [Int], now: Int64) -> [Action] {
        guard isConnected, !asked.isEmpty else { return [] }
        for (position, index) in asked.removeFirst().enumerated() {
            // A broker that answers for fewer filters than it was asked for has not granted the rest.
            let code = position < codes.count ? codes[position] : 0x80
            notGranted[index] = code == requestedQoS[index] ? nil : code
        }
        guard asked.isEmpty else { return [] }
        hasSubscribed = true
        resubscribeAt = notGranted.isEmpty ? .max : now + timing.resubscribeNanoseconds
        if case .subscribing(_, let since) = state { enter(.online(since: since), now: now) }
        return []
    }

    private mutating func handleLost(_ fault: MQTTFault, now: Int64, random: Double) -> [Action] {
        if let connectedSince {
            let isBrief = now - connectedSince < timing.stableNanoseconds
            briefConnections = isBrief ? briefConnections + 1 : 0
            if !isBrief { attempt = 0 }
            versions.connectionEnded()
            lastEnd = now
        } else if fault.kind == .lost || fault.kind == .protocolViolation {
            versions.endedUnanswered()
        }
        self.fault = explained(fault)
        asked = []
        resubscribeAt = .max
        // A certificate is often replaced without a word to us, and asking locks nobody out.
        let delay =
            fault.needsPerson && fault.kind != .tls
            ? MQTTBackoff.spread(timing.refusedNanoseconds, jitter: random)
            : timing.backoff.delayNanoseconds(attempt: attempt, jitter: random)
        attempt += 1
        enter(fault.needsPerson ? .refused(until: now + delay) : .waiting(until: now + delay), now: now)
        return []
    }

    /// mosquitto 2.0.11 closes a connection whose session is taken over without telling why.
    private func explained(_ fault: MQTTFault) -> MQTTFault {
        guard fault.kind == .lost, briefConnections >= 3 else { return fault }
        return .brief(connections: briefConnections)
    }

    /// Since when the broker has accepted the connection; nil while it has not.
    private var connectedSince: Int64? {
        switch state {
        case .online(let since), .subscribing(_, let since): since
        case .waiting, .refused, .connecting, .stopped: nil
        }
    }

    private mutating func enter(_ next: State, now: Int64) {
        state = next
        since = now
    }
}
