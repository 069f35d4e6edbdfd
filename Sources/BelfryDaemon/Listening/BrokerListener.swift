// Listening for a while, for a person who wants to see what a broker carries.

import BelfryIngest
import BelfryMQTT
public import BelfryModel
import Glibc

/// One message heard, copied out of the library's buffers.
public struct HeardMessage: Sendable {
    public var topic: [UInt8]
    public var payload: [UInt8]
    public var arrival: Timestamp
    /// The broker had kept it: it may be of any age.
    public var isRetained: Bool

    /// The start of the payload as it may be shown: numbers and field names, everything else masked.
    public var maskedSample: String { payload.withUnsafeBytes { Redaction.sample($0) } }
}

/// Listens to topics of one broker at QoS 0.
public final class BrokerListener {
    /// How long the first connection may take before the broker counts as not there.
    private static let connectNanoseconds = 10 * Nanoseconds.perSecond
    /// How soon a wish to stop is noticed.
    private static let stepMilliseconds: Int32 = 200
    private static let packetsPerRound = 1_000

    private let session: MQTTSession
    /// What was last told of the connection.
    private var told: [String] = []

    /// - Throws: ``ListeningFault`` for what can be known to fail without a broker: a filter that is none, a file that
    ///   cannot be read.
    public init(_ broker: ListeningBroker, filters: [String]) throws(ListeningFault) {
        do throws(MQTTConfigurationFault) {
            session = try MQTTSession(broker.session(filters: filters))
        } catch {
            throw ListeningFault(error.field == "subscriptions" ? .usage : .configuration, "\(error)")
        }
    }

    /// Hands out every message for a while, or until `body` says that it has heard enough.
    ///
    /// - Parameters:
    ///   - nanoseconds: how long, from the moment at which the broker has granted the subscription; nil for ever.
    ///   - isStopped: asked several times a second.
    ///   - note: told in words when the connection is lost, or a subscription refused.
    ///   - body: returns false for enough.
    /// - Throws: ``ListeningFault`` where the broker cannot be reached at the start, or what `body` throws.
    public func listen(
        for nanoseconds: Int64?,
        isStopped: () -> Bool,
        note: (String) -> Void,
        _ body: (HeardMessage) throws -> Bool
    ) throws {
        let start = SystemClock.monotonicNanoseconds()
        var end = Int64.max
        defer { session.disconnect() }
        while !isStopped() {
            let now = SystemClock.monotonicNanoseconds()
            guard now < end else { return }
            session.service(monotonicNanoseconds: now, allowWrite: true)
            try checkConnection(since: start, now: now, note)
            if end == .max, session.status.state == .online, let nanoseconds { end = now + nanoseconds }
            var heard: [HeardMessage] = []
            _ = session.read(limit: Self.packetsPerRound) { heard.append(HeardMessage($0)) }
            session.acknowledge()
            for message in heard {
                guard try body(message) else { return }
            }
            if heard.isEmpty { wait() }
        }
    }

    private func checkConnection(since start: Int64, now: Int64, _ note: (String) -> Void) throws(ListeningFault) {
        let status = session.status
        if status.connections == 0 {
            // Somebody waits at a terminal: the first attempt's fault is the answer.
            guard status.hasFailedAttempt || now - start > Self.connectNanoseconds else { return }
            throw ListeningFault(.unavailable, status.fault?.reason ?? "no answer within 10 s")
        }
        guard status.reasons != told else { return }
        for reason in status.reasons { note(reason) }
        if status.reasons.isEmpty { note("broker \(status.name): connected again") }
        told = status.reasons
    }

    private func wait() {
        guard let socket = session.socket else {
            usleep(20_000)
            return
        }
        let events = Int16(POLLIN) | (session.wantsWrite ? Int16(POLLOUT) : 0)
        var descriptor = pollfd(fd: socket, events: events, revents: 0)
        _ = poll(&descriptor, 1, Self.stepMilliseconds)
    }
}

extension HeardMessage {
    fileprivate init(_ message: borrowing MQTTMessage) {
        topic = Array(message.topic)
        payload = Array(message.payload)
        arrival = SystemClock.wall()
        isRetained = message.isRetained
    }
}
