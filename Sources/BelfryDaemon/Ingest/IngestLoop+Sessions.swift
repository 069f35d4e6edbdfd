// Reading from the brokers: what is polled, what is read, what becomes of each message.

import BelfryEngine
import BelfryIngest
import BelfryModel
import BelfryMQTT
import Glibc

extension IngestLoop {
    /// Sleeps until a socket has something, a commit has finished, or the next deadline.
    func waitForInput() {
        var descriptors = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
        let now = SystemClock.monotonicNanoseconds()
        var deadline = now + millisecondsToNextStep(monotonicNanoseconds: now) * Nanoseconds.perMillisecond
        for link in links {
            for session in link.sessions {
                deadline = min(deadline, session.nextDeadline ?? .max)
                // While a commit is on its way the durable session is not read, so its data must not wake us.
                let isReadable = commit == nil || session !== link.session
                guard let socket = session.socket else { continue }
                let events = (isReadable ? POLLIN : 0) | (session.wantsWrite ? POLLOUT : 0)
                descriptors.append(pollfd(fd: socket, events: Int16(events), revents: 0))
            }
        }
        let milliseconds = (deadline - now + Nanoseconds.perMillisecond - 1) / Nanoseconds.perMillisecond
        _ = poll(&descriptors, nfds_t(descriptors.count), Int32(min(max(milliseconds, 0), 1_000)))
        if descriptors[0].revents != 0 { wake.reset() }
    }

    /// Lets every session connect, subscribe and keep alive. While messages wait for their commit nothing may be
    /// written, since that would send their acknowledgements along.
    func serviceSessions(monotonicNanoseconds now: Int64) {
        for link in links {
            link.session.service(monotonicNanoseconds: now, allowWrite: commit == nil && batch.messageCount == 0)
            link.bypass?.service(monotonicNanoseconds: now, allowWrite: true)
        }
    }

    /// Reads one bounded round from every durable session.
    func readSessions() {
        for link in links {
            let room = min(Pace.packetsPerRound, Pace.messagesPerBatch - batch.messageCount)
            guard room > 0 else { return }
            let connections = link.session.status.connections
            if connections != link.connectionsSeen { recognise(redeliveriesOf: link, connections: connections) }
            let count = link.session.read(limit: room) { [self] message in
                take(message, of: link, purpose: .storeAndEvaluate)
            }
            ledger.receive(count, source: link.source)
            if count > 0 { evaluate() }
        }
    }

    /// Reads the bypasses while a commit takes its time; opens them when it takes too long.
    func readBypasses(monotonicNanoseconds now: Int64) {
        guard let commit, now - commit.startedAt > Pace.bypassAfterNanoseconds else { return }
        for link in links {
            link.openBypass()
            let count = link.bypass?.read(limit: Pace.packetsPerRound) { [self] message in
                take(message, of: link, purpose: .evaluateOnly)
            }
            if count ?? 0 > 0 { evaluate() }
            link.bypass?.acknowledge()
        }
    }

    private func take(_ message: borrowing MQTTMessage, of link: BrokerLink, purpose: Ingest.Purpose) {
        let arrival = clock.now(wall: SystemClock.wall(), monotonicNanoseconds: SystemClock.monotonicNanoseconds())
        lastMessageAt = arrival
        recorder?.record(message, arrival: arrival)
        let inbound = InboundMessage(
            topic: message.topic,
            payload: message.payload,
            arrival: arrival,
            isRetained: message.isRetained,
            source: link.source,
            messageID: message.qos > 0 ? message.messageID : 0
        )
        ingest.process(inbound, purpose: purpose, into: &batch)
    }

    /// Hands the new readings to the shards. A full ring holds this thread up and with it the broker: nothing is shed
    /// before that back-pressure has been tried, and a shard only computes, so it always moves on.
    func evaluate() {
        batch.evaluate.withUnsafeBufferPointer { readings in
            var rest = UnsafeBufferPointer(rebasing: readings[...])
            while !rest.isEmpty {
                let accepted = engine.submit(rest)
                rest = UnsafeBufferPointer(rebasing: rest[accepted...])
                if !rest.isEmpty { usleep(50) }
            }
        }
        readingsEvaluated += UInt64(batch.evaluate.count)
        batch.evaluate.removeAll(keepingCapacity: true)
    }

    /// After a connect the broker repeats what it has no acknowledgement for.
    private func recognise(redeliveriesOf link: BrokerLink, connections: Int) {
        link.connectionsSeen = connections
        ingest.expectRedelivery(link.recentDeliveries.all)
    }
}
