internal import Synchronization

/// The publisher's thread: the session machine without subscriptions, and an outbox to empty.
struct MQTTPublisherLoop {
    private let configuration: MQTTPublisherConfiguration
    private let core: MQTTPublisher.Core
    private var machine: MQTTSessionMachine
    private var client: MosquittoClient?
    private var random = SystemRandomNumberGenerator()
    private var saidOnlineAt: Int64 = 0

    init(_ configuration: MQTTPublisherConfiguration, core: MQTTPublisher.Core) {
        self.configuration = configuration
        self.core = core
        var timing = MQTTSessionMachine.Timing()
        timing.backoff = configuration.backoff
        machine = MQTTSessionMachine(
            requestedQoS: [],
            isPersistent: false,
            versions: configuration.endpoint.versions,
            timing: timing,
            now: MonotonicClock.now()
        )
    }

    /// Runs until the publisher is stopped.
    consuming func run() {
        while !shouldEnd() {
            handle(.due)
            sayOnlineAgainIfRefused()
            sendWaiting()
            client?.keepAlive()
            client?.flush()
            takeEvents()
            publishState()
            wait()
            if client?.socket != nil { client?.readPacket() }
            takeEvents()
        }
        // A goodbye would keep the will unsaid, so it is said only after our own word of going.
        if configuration.presence != nil, !core.shared.withLock({ $0.outbox.isEmpty }) { drop() }
        handle(.stop)
        publishState()
        core.ended.wake()
    }

    private func shouldEnd() -> Bool {
        core.shared.withLock {
            guard let stopBy = $0.stopBy else { return false }
            return $0.outbox.isEmpty || MonotonicClock.now() >= stopBy
        }
    }

    private mutating func sendWaiting() {
        guard machine.isConnected, let client else { return }
        while let (ticket, entry) = core.shared.withLock({ $0.outbox.takeNext() }) {
            let messageID = client.publish(
                topic: entry.topic,
                payload: entry.payload,
                qos: entry.qos,
                retain: entry.isRetained
            )
            core.shared.withLock { $0.outbox.sent(ticket: ticket, messageID: messageID) }
        }
    }

    private func wait() {
        let now = MonotonicClock.now()
        var until = now + 1_000_000_000
        if let deadline = machine.deadline { until = min(until, deadline) }
        if let stopBy = core.shared.withLock({ $0.stopBy }) { until = min(until, stopBy) }
        let milliseconds = Int32(clamping: (max(0, until - now) + 999_999) / 1_000_000)
        let socket = client?.socket
        Poll.wait(
            reading: [core.wake.descriptor] + (socket.map { [$0] } ?? []),
            writing: client?.wantsWrite == true ? socket : nil,
            milliseconds: milliseconds
        )
        core.wake.clear()
    }

    private mutating func handle(_ event: MQTTSessionMachine.Event) {
        let jitter = Double.random(in: 0..<1, using: &random)
        for action in machine.handle(event, now: MonotonicClock.now(), random: jitter) {
            switch action {
            case .connect: connect()
            case .subscribe: break
            case .drop: drop()
            case .disconnect:
                client?.disconnect()
                drop()
            }
        }
    }

    private mutating func connect() {
        do {
            let client = try MosquittoClient(configuration.endpoint, cleanStart: true, version: machine.version)
            if let presence = configuration.presence {
                client.setWill(topic: presence.topic, payload: presence.offline, retain: true)
            }
            if let fault = client.connect() { return handle(.lost(fault)) }
            self.client = client
        } catch {
            handle(.lost(MQTTFault(.tls, "\(error)")))
        }
    }

    private mutating func drop() {
        client = nil
        core.shared.withLock { $0.outbox.connectionLost() }
    }

    private mutating func takeEvents() {
        for event in client?.takeEvents() ?? [] where client != nil {
            switch event {
            case .connack(let code, let sessionPresent, _):
                handle(.connack(code: code, sessionPresent: sessionPresent))
                if machine.isConnected { sayOnline() }
            case .suback: break
            case .puback(let messageID, let code):
                core.shared.withLock { $0.outbox.acknowledged(messageID: messageID, code: code) }
            case .ended(let fault):
                drop()
                handle(.lost(fault))
            }
        }
    }

    /// Says that the publisher is there, unless it is about to go.
    private mutating func sayOnline() {
        saidOnlineAt = MonotonicClock.now()
        guard let presence = configuration.presence else { return }
        core.shared.withLock {
            if $0.stopBy == nil { $0.outbox.enqueue(presence.message(presence.online)) }
            $0.state = machine.state.published
        }
    }

    /// Looks once a minute whether a broker that did not take what it was told has been told to.
    private mutating func sayOnlineAgainIfRefused() {
        let isDue = MonotonicClock.now() - saidOnlineAt >= MQTTLimits.presenceAgainNanoseconds
        guard machine.isConnected, isDue else { return }
        if core.shared.withLock({ $0.outbox.isRefusing }) { sayOnline() }
    }

    private func publishState() {
        core.shared.withLock {
            $0.state = machine.state.published
            $0.fault = machine.fault
        }
    }
}
