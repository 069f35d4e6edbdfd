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

    /// A publisher that connects at once, on a thread of its own.
    ///
    /// - Throws: ``MQTTConfigurationFault``, or ``MQTTFault`` where the system gives no thread or descriptor.
    public init(_ configuration: MQTTPublisherConfiguration) throws {
        try configuration.endpoint.validate()
        // What only the library can check (certificate files) is tried once here.
        _ = try MosquittoClient(configuration.endpoint, cleanStart: true)
        let core = try Core()
        self.core = core
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
                dropped: $0.outbox.dropped
            )
        }
    }

    /// Sends what still waits, says goodbye (so that the will stays unsaid) and ends.
    ///
    /// Blocks for `drainingSeconds` and half a second at most; with 0 it only gives the order.
    ///
    /// - Returns: whether everything was delivered.
    @discardableResult
    public func stop(drainingSeconds: Double) -> Bool {
        let now = MonotonicClock.now()
        let milliseconds = Int32(max(0, min(drainingSeconds, 3_600)) * 1_000)
        core.shared.withLock { $0.stopBy = $0.stopBy ?? now + Int64(milliseconds) * 1_000_000 }
        core.wake.wake()
        if drainingSeconds > 0 { Poll.wait(core.ended.descriptor, milliseconds: milliseconds + 500) }
        return core.shared.withLock { $0.outbox.isEmpty }
    }
}
