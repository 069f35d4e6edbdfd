// From an open batch to acknowledged messages.
//
//     open batch ──policy──► writer ──durable──► ledger settles ──► PUBACK ──► next batch
//                               │                                  └─ held back for one batch where its session was read on
//                               └─ at fault: the writer keeps the batch and tries again; nothing is acknowledged

import BelfryEngine
import BelfryIngest
import BelfryMQTT
import BelfryModel
import BelfryStore
import Synchronization

/// A batch on its way to the disk.
///
/// The writer's thread sets `isDurable`; the ingest thread reads it.
final class CommitInFlight: Sendable {
    let startedAt: Int64
    private let durable = Atomic<Bool>(false)

    init(startedAt: Int64) {
        self.startedAt = startedAt
    }

    var isDurable: Bool { durable.load(ordering: .acquiring) }

    func markDurable() { durable.store(true, ordering: .releasing) }
}

extension IngestLoop {
    /// Closes the open batch and hands it to the writer when the policy says so.
    func startCommitIfDue() {
        guard commit == nil, batch.messageCount > 0 else { return }
        let now = SystemClock.monotonicNanoseconds()
        guard policy.decision(now: now) == .commit || board.isStopRequested else { return }
        startCommit(now: now)
    }

    private func startCommit(now: Int64) {
        let flight = CommitInFlight(startedAt: now)
        commit = flight
        writer.submit(storeBatch()) { [wake] result in
            // A batch that never will be durable is given back only when the writer stops: it stays with the brokers.
            if case .success = result { flight.markDurable() }
            wake.signal()
        }
        takeImageIfDue(now: now)
    }

    /// Once the batch is durable: the ledger settles, the brokers hear of it, the next batch may open.
    func finishCommitIfDone() {
        guard let flight = commit, flight.isDurable else { return }
        commit = nil
        ledger.settle(batch)
        for link in links {
            link.recentDeliveries.append(batch.deliveries.filter { $0.source == Int32(link.source) })
            link.settle()
        }
        if !links.contains(where: { $0.bypass != nil }) { ingest.bypassesClosed() }
        if batch.shedReadingCount > 0 { counters.lastShedAt = clock.last }
        batch.removeAll(keepingCapacity: true)
        let now = SystemClock.monotonicNanoseconds()
        expectBacklog(after: flight, now: now)
        policy.acknowledge(decidedAt: flight.startedAt, now: now)
        guard nextBatch.messageCount > 0 else { return }
        swap(&batch, &nextBatch)
        // Acknowledgements wait for it already, so it does not linger.
        startCommit(now: now)
    }

    /// Commits and acknowledges what is open, then ends the sessions.
    ///
    /// A disk that does not answer within the patience leaves the batch with the brokers, who keep what was never
    /// acknowledged.
    func drain() {
        let patience = SystemClock.monotonicNanoseconds() + Pace.drainNanoseconds
        while commit != nil || batch.messageCount > 0, SystemClock.monotonicNanoseconds() < patience {
            waitForInput()
            finishCommitIfDone()
            startCommitIfDue()
        }
        for link in links {
            link.closeBypass()
            link.session.disconnect()
        }
        // First to all of them, so that a broker that hangs costs the others nothing.
        for link in links { link.voice.orderStop(drainingSeconds: Pace.farewellSeconds) }
        let now = now()
        endTime(at: now)
        publish(now: now)
        let farewell = SystemClock.monotonicNanoseconds() + Int64(Pace.farewellSeconds * Double(Nanoseconds.perSecond))
        for link in links {
            let rest = max(farewell - SystemClock.monotonicNanoseconds(), 0)
            link.voice.stop(drainingSeconds: Double(rest) / Double(Nanoseconds.perSecond))
        }
        recorder?.end(at: now)
    }

    /// The open batch as the store wants it.
    private func storeBatch() -> CommitBatch {
        CommitBatch(
            readings: batch.readings,
            newSeries: batch.newSeries,
            quarantine: batch.quarantine.map { entry in
                QuarantineRecord(
                    at: entry.at,
                    source: links[entry.source].name,
                    topic: entry.topic,
                    outcome: entry.outcome.name,
                    reason: entry.detail.isEmpty ? entry.reason.text : "\(entry.reason.text): \(entry.detail)",
                    format: entry.format.name,
                    sample: entry.sample
                )
            },
            deliveries: batch.deliveries.map {
                StoredDelivery(source: $0.source, messageID: $0.messageID, hash: $0.hash)
            },
            sessions: takeSessions(),
            committedAt: now()
        )
    }

    /// The sessions that were accepted since the last batch.
    private func takeSessions() -> [StoredSession] {
        links.filter(\.mustBeNoted).map { link in
            link.mustBeNoted = false
            return StoredSession(name: link.noteName, at: now())
        }
    }
}
