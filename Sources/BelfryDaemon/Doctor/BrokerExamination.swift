// Looks at a broker as the daemon will meet it, under client identifiers of its own:
//
//   connect ─► subscribe as configured ─► what was granted
//
//   with a probe, on a topic nobody else uses:
//   publish 3,000 ─► how many come before the first acknowledgement        in flight
//   go away, publish 3,000, come back ─► how many the broker has kept      queue

import BelfryMQTT
import BelfryModel
import Glibc

/// One broker, examined.
struct BrokerExamination {
    private static let patienceNanoseconds = 10 * Nanoseconds.perSecond
    /// How long nothing has to come until a broker has sent what it will.
    private static let quietNanoseconds = Nanoseconds.perSecond
    /// More than the drop-in's window, and three times mosquitto's own queue.
    private static let probeMessages = 3_000

    let broker: Configuration.Broker
    private var subject: String { "broker \(broker.name)" }

    /// Whether it can be reached, and grants what will be asked of it.
    func connection() -> [DoctorFinding] {
        var configuration = broker.session
        configuration.clientID += "-doctor"
        configuration.cleanStart = true
        // Some brokers grant a shorter time than asked for, which is worth knowing; so it is asked for, and then ended.
        defer { forget(configuration) }
        let session: MQTTSession
        do throws(MQTTConfigurationFault) {
            session = try MQTTSession(configuration)
        } catch {
            return [DoctorFinding(subject, .fault, "\(error)")]
        }
        defer { session.disconnect() }
        let isOver = Self.drive(session, for: Self.patienceNanoseconds) {
            // Asked before reading, since the answer to what is read now is acted on in the next turn.
            let isOver = session.status.hasFailedAttempt || session.status.state == .online
            // Also what the broker answers is read by this; messages are of no interest.
            _ = session.read(limit: 100) { _ in }
            return isOver
        }
        let status = session.status
        guard isOver, status.connections > 0 else {
            return [DoctorFinding(subject, .fault, status.fault?.reason ?? "no answer within 10 s")]
        }
        var findings = status.subscriptionFaults.map { DoctorFinding(subject, .fault, "\($0)") }
        if let granted = status.grantedSessionExpirySeconds, granted < broker.sessionExpirySeconds {
            findings.append(
                DoctorFinding(
                    subject,
                    .advice,
                    "keeps a session for \(granted) s, not for the \(broker.sessionExpirySeconds) s asked for",
                    remedy: "raise its limit (mosquitto: persistent_client_expiration), or lower session_expiry"
                )
            )
        }
        if !findings.contains(where: { $0.verdict == .fault }) {
            findings.append(DoctorFinding(subject, .fine, "grants \(broker.subscriptions.count) subscriptions"))
        }
        return findings
    }

    /// Measures what it keeps: in flight and for a gateway that is away.
    ///
    /// - Parameter topic: one that nobody else uses.
    func limits(topic: String) -> [DoctorFinding] {
        do {
            let publisher = try MQTTPublisher(
                MQTTPublisherConfiguration(
                    name: "doctor",
                    endpoint: broker.session.endpoint(clientID: broker.clientID + "-doctor-publisher")
                )
            )
            defer { publisher.stop(drainingSeconds: 1) }
            return try probe(topic, publisher)
        } catch {
            return [notMeasured("\(error)")]
        }
    }

    private func probe(_ topic: String, _ publisher: MQTTPublisher) throws -> [DoctorFinding] {
        let configuration = probeSession(topic)
        forget(configuration)
        defer { forget(configuration) }
        var inFlight = 0
        do {
            let session = try MQTTSession(configuration)
            guard Self.isOnline(session) else { return [notMeasured(session.status.reasons.first ?? "no answer")] }
            guard publish(Self.probeMessages, to: topic, publisher) else { return [notPublished(publisher)] }
            inFlight = count(session)
        }
        guard publish(Self.probeMessages, to: topic, publisher) else { return [notPublished(publisher)] }
        let session = try MQTTSession(configuration)
        var kept = 0
        var last = SystemClock.monotonicNanoseconds()
        // Here everything is acknowledged, so what the broker has kept comes in full.
        _ = Self.drive(session, for: 3 * Self.patienceNanoseconds) {
            let more = session.read(limit: 1_000) { _ in }
            session.acknowledge()
            kept += more
            let now = SystemClock.monotonicNanoseconds()
            if more > 0 || session.status.state != .online { last = now }
            return now - last > Self.quietNanoseconds
        }
        session.disconnect()
        return [inFlightFinding(inFlight), queueFinding(kept)]
    }

    private func inFlightFinding(_ count: Int) -> DoctorFinding {
        let text =
            "sends \(count >= Self.probeMessages ? "at least " : "")\(count) messages ahead of their acknowledgement"
        guard count < 1_000 else { return DoctorFinding(subject, .fine, text) }
        return DoctorFinding(
            subject,
            .advice,
            "\(text), so each commit holds no more",
            remedy: "raise it (mosquitto: max_inflight_messages; see the shipped drop-in)"
        )
    }

    private func queueFinding(_ kept: Int) -> DoctorFinding {
        let sent = 2 * Self.probeMessages
        guard kept < sent else {
            return DoctorFinding(subject, .fine, "keeps at least \(sent) messages while Belfry is away")
        }
        return DoctorFinding(
            subject,
            .advice,
            "kept \(kept) of \(sent) messages for a subscriber that was away; the rest is lost",
            remedy: "raise its queue (mosquitto: max_queued_messages; see the shipped drop-in)"
        )
    }

    private func notPublished(_ publisher: MQTTPublisher) -> DoctorFinding {
        notMeasured(publisher.status.fault?.reason ?? "it does not take messages on belfry/doctor/#")
    }

    private func notMeasured(_ why: String) -> DoctorFinding {
        DoctorFinding(subject, .advice, "its limits could not be measured: \(why)")
    }

    private func probeSession(_ topic: String) -> MQTTSessionConfiguration {
        var configuration = broker.session
        configuration.clientID += "-doctor-probe"
        configuration.subscriptions = [MQTTSubscription(filter: topic, qos: 1)]
        configuration.cleanStart = false
        // Long enough for the probe, and gone by itself if it is cut short.
        configuration.sessionExpirySeconds = 120
        configuration.batchLimit = 10 * Self.probeMessages
        return configuration
    }

    /// Ends a session, so that the broker keeps nothing for it: a clean one takes its place and ends with its connection.
    private func forget(_ configuration: MQTTSessionConfiguration) {
        var configuration = configuration
        configuration.cleanStart = true
        configuration.sessionExpirySeconds = 0
        guard let session = try? MQTTSession(configuration) else { return }
        _ = Self.isOnline(session)
        session.disconnect()
    }

    private func publish(_ count: Int, to topic: String, _ publisher: MQTTPublisher) -> Bool {
        let deadline = SystemClock.monotonicNanoseconds() + 2 * Self.patienceNanoseconds
        var sent = 0
        while SystemClock.monotonicNanoseconds() < deadline {
            let status = publisher.status
            if status.refused > 0 { return false }
            if sent == count, status.waiting == 0 { return true }
            if sent < count, status.waiting < 500 {
                publisher.publish(topic: topic, payload: Array("\(sent)".utf8), qos: 1)
                sent += 1
            } else {
                usleep(1_000)
            }
        }
        return false
    }

    /// How many messages come without any being acknowledged.
    private func count(_ session: MQTTSession) -> Int {
        var count = 0
        var last = SystemClock.monotonicNanoseconds()
        _ = Self.drive(session, for: Self.patienceNanoseconds) {
            let more = session.read(limit: 1_000) { _ in }
            count += more
            let now = SystemClock.monotonicNanoseconds()
            if more > 0 { last = now }
            return now - last > Self.quietNanoseconds
        }
        return count
    }

    private static func isOnline(_ session: MQTTSession) -> Bool {
        drive(session, for: patienceNanoseconds) {
            _ = session.read(limit: 1) { _ in }
            return session.status.state == .online
        }
    }

    /// Keeps a session going until something is so; false where it does not come to that in time.
    private static func drive(_ session: MQTTSession, for nanoseconds: Int64, until isSo: () -> Bool) -> Bool {
        let deadline = SystemClock.monotonicNanoseconds() + nanoseconds
        while true {
            let now = SystemClock.monotonicNanoseconds()
            session.service(monotonicNanoseconds: now, allowWrite: true)
            if isSo() { return true }
            if now > deadline { return false }
            if let socket = session.socket {
                var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
                _ = poll(&descriptor, 1, 10)
            } else {
                usleep(10_000)
            }
        }
    }
}
