// The ingest session: libmosquitto driven by somebody else's poll loop, with acknowledgements that wait for a commit.
//
//   poll(socket) ─► service ─► read ─► … COMMIT … ─► acknowledge ─► poll
//                     │          │                        │
//            keep-alive, back-off, messages,        every PUBACK of what
//            CONNECT, SUBSCRIBE    PUBACKs queued   was read leaves here
//
// What it rests on in libmosquitto 2.0.11 is guarded by tests (DeferredAcknowledgementTests): a library update may
// change it.

internal import CMosquitto

/// A persistent subscription to one broker; owned by one thread.
public final class MQTTSession {
    private let configuration: MQTTSessionConfiguration
    private let hanging = HangingAttempts()
    private var machine: MQTTSessionMachine
    private var random = SystemRandomNumberGenerator()
    private var attempt: MQTTConnectAttempt?
    private var client: MosquittoClient?
    private var clock: Int64 = 0
    /// QoS 1 messages handed out since the last acknowledgement: while there is one, nothing may be written.
    private var unacknowledged = 0
    /// Messages of any kind handed out since then, against the batch limit.
    private var sinceAcknowledgement = 0
    /// Whether part of a packet has been read, so that the next bytes are not a header.
    private var isInsidePacket = false
    /// How many bytes of it, at least.
    private var bytesInsidePacket = 0
    private var peekBuffer = [UInt8](repeating: 0, count: 16_384)
    private var messages = 0
    private var grantedSessionExpirySeconds: UInt32?

    /// A session that connects at the first ``service(monotonicNanoseconds:allowWrite:)``.
    ///
    /// - Throws: ``MQTTConfigurationFault`` for what can be known to fail without a broker.
    public init(_ configuration: MQTTSessionConfiguration) throws(MQTTConfigurationFault) {
        try configuration.validate()
        self.configuration = configuration
        var timing = MQTTSessionMachine.Timing()
        timing.backoff = configuration.backoff
        self.machine = MQTTSessionMachine(
            requestedQoS: configuration.subscriptions.map(\.qos),
            isPersistent: !configuration.cleanStart,
            timing: timing,
            now: 0
        )
        _ = try makeClient()
    }

    deinit { attempt?.abandon() }

    private func makeClient() throws(MQTTConfigurationFault) -> MosquittoClient {
        let client = try MosquittoClient(configuration.endpoint(), cleanStart: configuration.cleanStart)
        client.setSessionProperties(
            expirySeconds: configuration.sessionExpirySeconds,
            receiveMaximum: configuration.receiveMaximum,
            maximumPacketBytes: configuration.maximumPacketBytes
        )
        return client
    }

    /// What to poll for reading: the socket, or while an attempt is under way a descriptor that tells its end; nil
    /// while there is nothing to wait for but ``nextDeadline``.
    ///
    /// Ask again before each poll.
    public var socket: Int32? { attempt?.descriptor ?? client?.socket }

    /// Whether to poll for writing as well: something other than an acknowledgement waits to go out.
    public var wantsWrite: Bool { unacknowledged == 0 && client?.wantsWrite == true }

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
            subscriptionFaults: machine.notGranted.sorted { $0.key < $1.key }.map {
                MQTTSubscriptionFault(filter: configuration.subscriptions[$0.key].filter, code: $0.value)
            },
            sessionPresent: machine.sessionPresent,
            connections: machine.connections,
            sessionsLost: machine.sessionsLost,
            messages: messages,
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
        if allowWrite, unacknowledged == 0 {
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
        guard let client else { return 0 }
        let room = min(limit, configuration.batchLimit - sinceAcknowledgement)
        guard room > 0 else { return 0 }
        let before = messages
        withoutActuallyEscaping(body) { body in
            client.onMessage = { [unowned self] message in
                self.count(message)
                body(message)
            }
            readPackets(from: client, until: before + room)
            client.onMessage = nil
        }
        takeEvents()
        return messages - before
    }

    /// Sends the PUBACK of every message handed out so far: call it when all of them are committed, never before.
    ///
    /// What the socket does not take at once follows with the next ``service(monotonicNanoseconds:allowWrite:)``.
    public func acknowledge() {
        unacknowledged = 0
        sinceAcknowledgement = 0
        client?.flush()
        takeEvents()
    }

    /// Ends the session's connection for good.
    ///
    /// Messages that are not acknowledged stay with the broker.
    public func disconnect() { handle(.stop) }
}

// MARK: - Reading

extension MQTTSession {
    private func count(_ message: borrowing MQTTMessage) {
        messages += 1
        sinceAcknowledgement += 1
        if message.qos > 0 { unacknowledged += 1 }
    }

    private func readPackets(from client: MosquittoClient, until target: Int) {
        while messages < target, !client.hasEvents, let socket = client.socket {
            // Behind TLS nothing can be seen: packets are tried one by one until a try brings none.
            if isInsidePacket || configuration.tls != nil {
                guard readOn(client, socket) else { return }
                continue
            }
            let found = SocketPeek.look(at: socket, buffer: &peekBuffer)
            if found.isEmpty { return }
            guard found.largestByteCount <= configuration.maximumPacketBytes else {
                return refuse(byteCount: found.largestByteCount)
            }
            readWhole(found.wholePackets, from: client, until: target)
            // What lies there in part is read as well: left in the socket, a few bytes can keep the kernel's receive
            // window shut, and the rest would never come.
            if found.wholePackets == 0 { isInsidePacket = true }
        }
    }

    /// Reads packets that are known to be there.
    private func readWhole(_ count: Int, from client: MosquittoClient, until target: Int) {
        for _ in 0..<count {
            // CONNACK, SUBACK and an end go to the machine before anything else is read.
            if messages == target || client.hasEvents { return }
            client.readPacket()
        }
    }

    /// Reads what there is of a packet; false when that was not the end of it.
    ///
    /// Where a header came in parts nobody has looked at its length, so the bytes are counted: what the packet takes
    /// stays bounded whatever it declared.
    private func readOn(_ client: MosquittoClient, _ socket: Int32) -> Bool {
        let waiting = SocketPeek.waitingBytes(socket)
        let before = messages
        client.readPacket()
        isInsidePacket = messages == before && !client.hasEvents && client.socket != nil
        bytesInsidePacket = isInsidePacket ? bytesInsidePacket + waiting : 0
        if bytesInsidePacket > configuration.maximumPacketBytes, configuration.tls == nil {
            refuse(byteCount: bytesInsidePacket)
        }
        return !isInsidePacket
    }

    private func refuse(byteCount: Int) {
        let limit = configuration.maximumPacketBytes
        let fault = MQTTFault(
            .protocolViolation,
            "the broker sends a packet of \(byteCount) bytes, the limit is \(limit); raise it or look at the broker"
        )
        drop()
        handle(.lost(fault))
    }
}

// MARK: - The machine's actions

extension MQTTSession {
    private func handle(_ event: MQTTSessionMachine.Event) {
        for action in machine.handle(event, now: clock, random: Double.random(in: 0..<1, using: &random)) {
            switch action {
            case .connect: startAttempt()
            case .subscribe(let indices): subscribe(indices)
            case .drop: drop()
            case .disconnect:
                if unacknowledged == 0 { client?.disconnect() }
                drop()
            }
        }
    }

    private func startAttempt() {
        do {
            attempt = try MQTTConnectAttempt(makeClient(), hanging: hanging)
        } catch let fault as MQTTFault {
            handle(.lost(fault))
        } catch {
            handle(.lost(MQTTFault(.tls, "\(error)")))
        }
    }

    private func takeAttempt() {
        guard let outcome = attempt?.take() else { return }
        attempt = nil
        switch outcome {
        case .success(let connected): client = connected
        case .failure(let fault): handle(.lost(fault))
        }
    }

    private func subscribe(_ indices: [Int]) {
        let subscriptions = indices.map { configuration.subscriptions[$0] }
        guard let qos = subscriptions.first?.qos else { return }
        client?.subscribe(subscriptions.map(\.filter), qos: qos)
    }

    /// Closes the connection without sending anything: what is not acknowledged comes again.
    private func drop() {
        attempt?.abandon()
        attempt = nil
        client = nil
        unacknowledged = 0
        isInsidePacket = false
        bytesInsidePacket = 0
    }

    private func takeEvents() {
        guard let current = client else { return }
        for event in current.takeEvents() {
            // An earlier event of the same connection may have ended it.
            guard client === current else { return }
            switch event {
            case .connack(let code, let sessionPresent, let sessionExpirySeconds):
                grantedSessionExpirySeconds = sessionExpirySeconds
                handle(.connack(code: code, sessionPresent: sessionPresent))
            case .suback(let codes): handle(.suback(codes: codes))
            case .puback: break
            case .ended(let fault):
                drop()
                handle(.lost(fault))
            }
        }
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
