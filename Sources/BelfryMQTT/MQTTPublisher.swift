// What Belfry says itself goes over a second, ordinary connection: in the ingest session it would wait in one queue
// with acknowledgements that must not leave yet.
//
//   any thread ── publish ──► outbox (lock) ──► the publisher's thread ──► broker
//                              bounded           poll: socket, wake-up

internal import Synchronization

/// Publishes at QoS 0 and 1 from any thread, across reconnects, without ever blocking the caller.
public final class MQTTPublisher: Sendable {
    /// What caller and thread share.
    struct Shared {
        var outbox = MQTTOutbox()
        var state = MQTTSessionStatus.State.waiting
        var fault: MQTTFault?
        /// Monotonic; nil until ``stop(drainingSeconds:)``.
        var stopBy: Int64?
        var hasEnded = false
    }

    /// The part that the thread keeps alive.
    final class Core: Sendable {
        let shared = Mutex(Shared())
        let wake: WakeDescriptor
        let ended: WakeDescriptor

        init() throws(MQTTFault) {
            wake = try WakeDescriptor()
            ended = try WakeDescriptor()
        }
    }

    private let core: Core
    private let presence: MQTTPresence?

    /// A publisher that connects at once, on a thread of its own.
    ///
    /// - Throws: ``MQTTConfigurationFault``, or ``MQTTFault`` where the system gives no thread or descriptor.
    public init(_ configuration: MQTTPublisherConfiguration) throws {
        try configuration.endpoint.validate()
        if let presence = configuration.presence, !MosquittoClient.isTopicName(presence.topic) {
            throw MQTTConfigurationFault(field: "presence", reason: "\"\(presence.topic)\" is no topic name")
        }
        // What only the library can check (certificate files) is tried once here.
        _ = try MosquittoClient(configuration.endpoint, cleanStart: true, version: .five)
        let core = try Core()
        self.core = core
        presence = configuration.presence
        let started = PosixThread.start {
            MQTTPublisherLoop(configuration, core: core).run()
        }
        guard started else { throw MQTTFault(.unreachable, "out of threads; raise TasksMax") }
    }

    deinit { stop(drainingSeconds: 0) }

    /// Queues a message.
    ///
    /// - Parameters:
    ///   - topic: a topic name, without wildcards.
    ///   - qos: 0 or 1.
    /// - Returns: false where it can never be sent: the topic is none, or topic and payload pass the outbox's limit.
    @discardableResult
    public func publish(topic: String, payload: [UInt8], retain: Bool = false, qos: Int = 1) -> Bool {
        let entry = MQTTOutbox.Entry(topic: topic, payload: payload, qos: min(max(qos, 0), 1), isRetained: retain)
        guard MosquittoClient.isTopicName(topic), entry.byteCount <= MQTTLimits.outboxBytes else { return false }
        core.shared.withLock { $0.outbox.enqueue(entry) }
        core.wake.wake()
        return true
    }

    /// How it stands.
    public var status: MQTTPublisherStatus {
        core.shared.withLock {
            MQTTPublisherStatus(
                state: $0.state,
                fault: $0.fault,
                waiting: $0.outbox.count,
                delivered: $0.outbox.delivered,
                refused: $0.outbox.refused,
                isRefusing: $0.outbox.isRefusing,
                dropped: $0.outbox.dropped
            )
        }
    }

    /// Gives the order to send what still waits, to say goodbye (so that the will stays unsaid) and to end.
    ///
    /// Never blocks; further orders change nothing.
    ///
    /// - Parameter drainingSeconds: what is not sent by then stays unsent; an hour at most.
    public func orderStop(drainingSeconds: Double) {
        let now = MonotonicClock.now()
        core.shared.withLock { shared in
            guard shared.stopBy == nil else { return }
            shared.stopBy = now + Int64(max(0, min(drainingSeconds, 3_600)) * 1_000) * 1_000_000
            // Where there is no connection the broker has said so itself, unless it was not there to say it.
            guard let presence, shared.state == .online else { return }
            shared.outbox.enqueue(presence.message(presence.offline))
        }
        core.wake.wake()
    }

    /// Sends what still waits, says goodbye and ends.
    ///
    /// Blocks for `drainingSeconds` and half a second at most; with 0 it only gives the order.
    ///
    /// - Returns: whether everything was delivered.
    @discardableResult
    public func stop(drainingSeconds: Double) -> Bool {
        orderStop(drainingSeconds: drainingSeconds)
        let milliseconds = Int32(max(0, min(drainingSeconds, 3_600)) * 1_000)
        if drainingSeconds > 0 { Poll.wait(core.ended.descriptor, milliseconds: milliseconds + 500) }
        return core.shared.withLock { $0.outbox.isEmpty }
    }
}

extension MQTTPresence {
    /// The message that says one or the other.
    func message(_ payload: [UInt8]) -> MQTTOutbox.Entry {
        MQTTOutbox.Entry(topic: topic, payload: payload, qos: 1, isRetained: true)
    }
}
