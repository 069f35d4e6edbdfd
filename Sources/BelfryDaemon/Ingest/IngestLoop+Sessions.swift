// Reading from the brokers: what is polled, what is read, what becomes of each message.

import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryStore
import Glibc

extension IngestLoop {
    /// Sleeps until a socket has something, a commit has finished, or the next deadline.
    ///
    /// - Returns: how long it waited for input; 0 where a commit kept input waiting.
    @discardableResult
    func waitForInput() -> Int64 {
        var descriptors = [pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)]
        let now = SystemClock.monotonicNanoseconds()
        var deadline = now + min(max(tickDeadline.nanosecondsSince(clock.last), 0), tickNanoseconds)
        if commit == nil {
            switch policy.decision(now: now) {
            case .commit: deadline = now
            case .wait(let until): deadline = min(deadline, until)
            }
        }
        let isGathering = commit == nil && policy.gatheringDeadline > now
        if isGathering { deadline = min(deadline, policy.gatheringDeadline) }
        // In a drain nothing is read any more.
        for link in links where !board.isStopRequested {
            for session in link.sessions {
                deadline = min(deadline, session.nextDeadline ?? .max)
                // A session that is not read now must not wake us by what waits in it.
                let isReadable =
                    session.wantsRead && !isGathering
                    && (commit == nil || session !== link.session || mayReadBesideCommit(link))
                let events = (isReadable ? POLLIN : 0) | (session.wantsWrite ? POLLOUT : 0)
                // A socket that nothing is wanted of would still wake the poll when its peer hangs up, again and again.
                guard let socket = session.socket, events != 0 else { continue }
                descriptors.append(pollfd(fd: socket, events: Int16(events), revents: 0))
            }
        }
        let milliseconds = (deadline - now + Nanoseconds.perMillisecond - 1) / Nanoseconds.perMillisecond
        _ = poll(&descriptors, nfds_t(descriptors.count), Int32(min(max(milliseconds, 0), 1_000)))
        if descriptors[0].revents != 0 { wake.reset() }
        return isInputHeldUp ? 0 : SystemClock.monotonicNanoseconds() - now
    }

    /// Lets every session connect, subscribe and keep alive.
    ///
    /// A session writes nothing while messages of its connection wait for their commit, since that would send their
    /// acknowledgements along; a new connection waits for none, whatever is being committed.
    func serviceSessions(monotonicNanoseconds now: Int64) {
        for link in links {
            link.session.service(monotonicNanoseconds: now, allowWrite: true)
            link.bypass?.service(monotonicNanoseconds: now, allowWrite: true)
        }
    }

    /// Reads one bounded round from every durable session.
    func readSessions() {
        for link in links {
            let room = min(Pace.packetsPerRound, room)
            guard room > 0 else { return }
            expectRedeliveries(of: link)
            var unacknowledged = 0
            let shedBefore = batch.overload
            let count = link.session.read(limit: room) { [self] message in
                if message.qos > 0 { unacknowledged += 1 }
                take(message, of: link, purpose: .storeAndEvaluate, into: &batch)
            }
            guard count > 0 else { continue }
            ledger.receive(count, in: &batch)
            let shed = batch.overload.since(shedBefore)
            note(count, shed: shed, in: batch)
            policy.receive(
                count: count,
                weightless: shed.total,
                unacknowledged: unacknowledged,
                now: SystemClock.monotonicNanoseconds()
            )
            evaluate(batch.evaluate)
            batch.removeEvaluated()
        }
    }

    func take(
        _ message: borrowing MQTTMessage,
        of link: BrokerLink,
        purpose: Purpose,
        into batch: inout IngestBatch
    ) {
        let arrival = arrival()
        counters.lastMessageAt = arrival
        let inbound = InboundMessage(
            topic: message.topic,
            payload: message.payload,
            arrival: arrival,
            isRetained: message.isRetained,
            source: link.source,
            messageID: message.qos > 0 ? message.messageID : 0,
            isRedelivered: message.isRedelivered
        )
        let evaluated = batch.evaluate.count
        let disposition = ingest.process(inbound, purpose: purpose, into: &batch)
        // What the broker repeats, and what came over the other of two sessions before, was evaluated and recorded then.
        let isRepeat = disposition.reason == .redelivered
        let wasEvaluated =
            batch.evaluate.count == evaluated && (disposition.bucket == .stored || purpose == .evaluateOnly)
        if !isRepeat, !wasEvaluated { recorder?.record(message, of: link.name, arrival: arrival) }
    }

    /// Asks the Sparkplug nodes whose data cannot be read for their birth certificates.
    func askForRebirths(now: Timestamp) {
        for request in ingest.takeRebirthRequests() where links.indices.contains(request.source) {
            links[request.source].voice.ask(request, at: now)
        }
    }

    /// Hands readings to the shards.
    ///
    /// A full ring holds this thread up and with it the broker: nothing is shed before that back-pressure has been
    /// tried, and a shard only computes, so it always moves on.
    func evaluate(_ readings: [Reading]) {
        readings.withUnsafeBufferPointer { readings in
            var rest = UnsafeBufferPointer(rebasing: readings[...])
            while !rest.isEmpty {
                let accepted = engine.submit(rest)
                rest = UnsafeBufferPointer(rebasing: rest[accepted...])
                if !rest.isEmpty { usleep(50) }
            }
        }
        counters.readings += UInt64(readings.count)
    }

    /// Whether a broker's messages reach the detectors: by its session, or while the disk holds that up, by the bypass.
    private func isHeard(_ link: BrokerLink) -> Bool {
        if let commit, SystemClock.monotonicNanoseconds() - commit.startedAt > Pace.bypassAfterNanoseconds {
            return link.bypass?.status.isConnected ?? false
        }
        return link.session.status.isConnected
    }

    /// While a broker is away none of its sensors can be heard.
    ///
    /// The engine cannot tell whose they are, so silence is judged nowhere for a while; a broker that stays away must
    /// not keep the others' sensors unwatched for ever.
    func excuseSilence(now: Timestamp) {
        var isExcused = false
        for link in links {
            let isAway = !isHeard(link)
            if isAway, link.awaySince == nil { link.awaySince = now }
            if let since = link.awaySince, now.nanosecondsSince(since) < Pace.excuseNanoseconds { isExcused = true }
            if !isAway { link.awaySince = nil }
        }
        guard isExcused else { return }
        // What was due until now is fired first, so that a replay, which ticks at other instants, comes to the same.
        engine.resume(now, since: now)
        recorder?.noteUnheard(at: now)
    }

    /// After a connect the broker repeats what it has no acknowledgement for, unless it has forgotten the session.
    ///
    /// Then it numbers its messages anew: what was delivered under the old numbers must not swallow what comes under the
    /// new ones.
    private func expectRedeliveries(of link: BrokerLink) {
        let status = link.session.status
        guard status.isConnected, status.connections != link.connectionsSeen else { return }
        expectBacklog(of: link, isKnown: status.sessionPresent)
        link.connectionsSeen = status.connections
        link.mustBeNoted = true
        if status.sessionPresent {
            // Also of what waits for its commit: the broker has no acknowledgement for any of it.
            let waiting = (batch.deliveries + nextBatch.deliveries).filter { $0.source == Int32(link.source) }
            ingest.expectRedelivery(link.recentDeliveries.all + waiting)
        } else {
            link.recentDeliveries.removeAll()
            ingest.expectNoRedelivery(of: link.source)
        }
    }
}
