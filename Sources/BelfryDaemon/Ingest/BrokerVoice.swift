// What Belfry says to a broker: that it is there, and to Sparkplug nodes, that they should be born again.
//
//   ingest thread ── requests, at each tick ──► BrokerVoice ──► MQTTPublisher (its own thread and connection) ──► broker
//                                                   └─ may not publish: the status says who ought to be asked

import BelfryIngest
import BelfryMQTT
import BelfryModel

/// One broker as the ingest thread speaks to it.
///
/// Confined to that thread, but for the publisher.
final class BrokerVoice {
    /// Requests that may wait for a connection; ``RebirthList`` asks again for a node a minute later, so what comes on top
    /// is counted and let go.
    static let waitingLimit = 256
    /// A publishing connection that is missing for so long while the session stands is worth a person's attention.
    static let patienceNanoseconds = Nanoseconds.perMinute

    private let broker: String
    /// nil where Belfry may not publish.
    private let publisher: MQTTPublisher?
    private var unasked = UnaskedNodes()
    private var asked: UInt64 = 0
    private var dropped: UInt64 = 0

    /// A voice that says nothing.
    init(broker: String) {
        self.broker = broker
        publisher = nil
    }

    /// A voice that connects at once.
    ///
    /// - Parameter publishing: nil where Belfry may not publish.
    /// - Throws: ``MQTTConfigurationFault``, or ``MQTTFault`` where the system gives no thread or descriptor.
    init(broker: String, publishing: MQTTPublisherConfiguration?) throws {
        self.broker = broker
        publisher = try publishing.map { try MQTTPublisher($0) }
    }

    /// Asks a node for its birth certificates.
    func ask(_ request: RebirthRequest, at now: Timestamp) {
        guard let publisher else { return unasked.note(request, at: now) }
        let mayWait = publisher.status.waiting < Self.waitingLimit
        if mayWait, publisher.publish(topic: request.topic, payload: request.payload(at: now), qos: 0) {
            asked += 1
        } else {
            dropped += 1
        }
    }

    /// Says that Belfry goes, and ends; ``stop(drainingSeconds:)`` waits for it.
    func orderStop(drainingSeconds: Double) { publisher?.orderStop(drainingSeconds: drainingSeconds) }

    /// Waits until the broker knows that Belfry is gone, `drainingSeconds` and a half at most.
    func stop(drainingSeconds: Double) { publisher?.stop(drainingSeconds: drainingSeconds) }

    /// How it stands, beside the session of the same broker.
    func status(session: MQTTSessionStatus, monotonicNanoseconds: Int64, now: Timestamp) -> Status {
        let publisher = publisher?.status
        let isSettled =
            session.isConnected
            && monotonicNanoseconds - session.sinceMonotonicNanoseconds >= Self.patienceNanoseconds
        let faults = publisher.map { Self.faults($0, broker: broker, isSessionSettled: isSettled) } ?? []
        return Status(
            isConnected: publisher.map { $0.state == .online },
            rebirthsAsked: asked,
            rebirthsDropped: dropped,
            reasons: [unasked.reason(broker: broker, at: now)].compactMap { $0 } + faults
        )
    }

    /// What keeps Belfry from being heard.
    ///
    /// - Parameter isSessionSettled: whether the session has stood for long enough that the publisher ought to as well;
    ///   before that the session's own fault says it all.
    static func faults(_ publisher: MQTTPublisherStatus, broker: String, isSessionSettled: Bool) -> [String] {
        var faults: [String] = []
        if let fault = publisher.fault, isSessionSettled {
            faults.append("broker \(broker) cannot be told anything: \(fault)")
        }
        if publisher.isRefusing {
            faults.append(
                "broker \(broker) does not take what Belfry publishes; let this user write belfry/# and spBv1.0/+/NCMD/+ "
                    + "in the broker's list, or write publish: false"
            )
        }
        return faults
    }

    /// A plain copy for status and metrics.
    struct Status: Sendable {
        /// nil where Belfry may not publish.
        var isConnected: Bool?
        /// Requests for birth certificates handed to the publisher.
        var rebirthsAsked: UInt64
        /// Requests let go, because too many waited for a connection.
        var rebirthsDropped: UInt64
        /// One line each; empty when all is well.
        var reasons: [String]
    }
}
