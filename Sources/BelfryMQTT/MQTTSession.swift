// The ingest session: libmosquitto driven by somebody else's poll loop, with acknowledgements that wait for a commit.
//
//   poll(socket) ─► service ─► read ─► … COMMIT … ─► acknowledge ─► poll
//                     │          │                        │
//            keep-alive, back-off, messages,        every PUBACK of what
//            CONNECT, SUBSCRIBE    PUBACKs queued   was read leaves here
//
// What it rests on in libmosquitto 2.0.11 is guarded by tests (DeferredAcknowledgementTests): a library update may
// change it.

/// A persistent subscription to one broker; owned by one thread.
public final class MQTTSession {
    let configuration: MQTTSessionConfiguration
    let hanging = HangingAttempts()
    var machine: MQTTSessionMachine
    var random = SystemRandomNumberGenerator()
    var attempt: MQTTConnectAttempt?
    var client: MosquittoClient?
    /// The last instant that was told.
    var clock: Int64 = 0
    var reading = MQTTReadingState()
    private var held = HeldMessages()
    var grantedSessionExpirySeconds: UInt32?

    /// A session that connects at the first ``service(monotonicNanoseconds:allowWrite:)``.
    ///
    /// - Parameter previousEnd: when the session was last in use before this process, on the monotonic clock; nil where
    ///   nothing tells of it. A broker that does not know the session any more has then lost it.
    /// - Throws: ``MQTTConfigurationFault`` for what can be known to fail without a broker.
    public init(
        _ configuration: MQTTSessionConfiguration,
        previousEnd: Int64? = nil
    ) throws(MQTTConfigurationFault) {
        try configuration.validate()
        self.configuration = configuration
        var timing = MQTTSessionMachine.Timing()
        timing.backoff = configuration.backoff
        self.machine = MQTTSessionMachine(
            requestedQoS: configuration.subscriptions.map(\.qos),
            isPersistent: !configuration.cleanStart,
            versions: configuration.versions,
            previousEnd: previousEnd,
            timing: timing,
            now: 0
        )
        _ = try makeClient()
    }

    deinit { attempt?.abandon() }

    /// What to poll for reading: the socket, or while an attempt is under way a descriptor that tells its end; nil
    /// while there is nothing to wait for but ``nextDeadline``.
    ///
    /// Ask again before each poll.
    public var socket: Int32? { attempt?.descriptor ?? client?.socket }

    /// Whether ``read(limit:_:)`` would read: false once the batch limit is reached, until ``acknowledge()``.
    ///
    /// Polling the socket for reading meanwhile would only spin.
    public var wantsRead: Bool { client != nil && reading.sinceAcknowledgement < configuration.batchLimit }

    /// Whether to poll for writing as well: something other than an acknowledgement waits to go out.
    public var wantsWrite: Bool { reading.unacknowledged == 0 && client?.wantsWrite == true }

    /// The instant at which ``service(monotonicNanoseconds:allowWrite:)`` has something to do without the socket's
    /// asking; nil for never.
    public var nextDeadline: Int64? {
        guard client != nil else { return machine.deadline }
        // Four looks a keep-alive time: a ping is then late by a quarter at most.
        let keepAlive = clock + Int64(configuration.keepAliveSeconds) * 250_000_000
        return min(keepAlive, machine.deadline ?? .max)
    }

    /// How it stands.
    public var status: MQTTSessionStatus {
        MQTTSessionStatus(
            name: configuration.name,
            state: machine.state.published,
            sinceMonotonicNanoseconds: machine.since,
            fault: machine.fault,
            version: machine.isConnected ? machine.version : nil,
            subscriptionFaults: machine.notGranted.sorted { $0.key < $1.key }.map {
                MQTTSubscriptionFault(filter: configuration.subscriptions[$0.key].filter, code: $0.value)
            },
            sessionPresent: machine.sessionPresent,
            connections: machine.connections,
            sessionsLost: machine.sessionsLost,
            lastGap: machine.lastGap,
            messages: reading.messages,
            grantedSessionExpirySeconds: grantedSessionExpirySeconds
        )
    }

    /// Does what is due: takes an attempt's outcome, connects when the back-off is over, keeps alive, subscribes.
    ///
    /// Call it in every turn of the loop, before ``read(limit:_:)``. Never blocks.
    ///
    /// - Parameters:
    ///   - monotonicNanoseconds: now, on a clock that never goes back.
    ///   - allowWrite: false while a batch is being committed. Whatever it says, nothing leaves while a message is
    ///     handed out and not acknowledged, since writing would send its PUBACK along.
    public func service(monotonicNanoseconds: Int64, allowWrite: Bool) {
        clock = max(clock, monotonicNanoseconds)
        takeAttempt()
        client?.keepAlive()
        takeEvents()
        if let deadline = machine.deadline, deadline <= clock { handle(.due) }
        if allowWrite, reading.unacknowledged == 0 {
            client?.flush()
            takeEvents()
        }
    }

    /// Hands out what has arrived, until nothing more is there or a limit is reached.
    ///
    /// Never blocks.
    ///
    /// - Parameters:
    ///   - limit: at most so many messages; the configured batch limit holds as well, counted from the last
    ///     ``acknowledge()``. Over TLS both may be passed by what one TLS record holds.
    ///   - body: gets each message, valid only during the call.
    /// - Returns: how many were handed out.
    public func read(limit: Int, _ body: (borrowing MQTTMessage) -> Void) -> Int {
        guard let client, wantsRead else { return 0 }
        let before = reading.messages
        let room = min(limit, configuration.batchLimit - reading.sinceAcknowledgement)
        withoutActuallyEscaping(body) { body in
            client.onMessage = { [unowned self] message in
                reading.count(message)
                held.append(message)
                if held.isFull { held.handOut(body) }
            }
            readPackets(from: client, until: before + room)
            client.onMessage = nil
        }
        held.handOut(body)
        if reading.hasSeenLastRedelivery {
            client.watchRedeliveries(false)
            reading.watchRedeliveries(false)
        }
        takeEvents()
        return reading.messages - before
    }

    /// Sends the PUBACK of every message handed out so far: call it when all of them are committed, never before.
    ///
    /// What the socket does not take at once follows with the next ``service(monotonicNanoseconds:allowWrite:)``.
    public func acknowledge() {
        reading.acknowledge()
        client?.flush()
        takeEvents()
    }

    /// Ends the session's connection for good.
    ///
    /// Messages that are not acknowledged stay with the broker.
    public func disconnect() { handle(.stop) }
}
