import BelfryIngest
import BelfryModel
import BelfryStore

extension IngestLoop {
    /// Does what other threads ask for.
    func serveRequests() {
        requests.serve(self, mayChange: commit == nil)
    }

    /// Reads with other subscriptions from now on; the topics subscribed to stay.
    func replaceDecoding(_ subscriptions: [Subscription]) {
        ingest.replaceSubscriptions(subscriptions)
        ledger.renameSubscriptions(subscriptions.map(\.template.text))
        nextRows = .distantPast
    }

    /// Reads quarantined messages again, as many as the open batch has room for.
    func replayQuarantine(where isWanted: (QuarantineKey) -> Bool) -> Ingest.ReplayCounts {
        let counts = ingest.replayQuarantine(
            limit: Pace.messagesPerBatch - batch.messageCount,
            at: now(),
            into: &batch,
            where: isWanted
        )
        guard counts.messages > 0 else { return counts }
        ledger.receive(counts.messages, in: &batch)
        policy.receive(count: counts.messages, unacknowledged: 0, now: SystemClock.monotonicNanoseconds())
        return counts
    }
}
