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
    }

    /// Reads quarantined messages again, as many as the open batch has room for.
    ///
    /// - Returns: what became of them, and the receipt for ``isDurable(_:)``.
    func replayQuarantine(
        limit: Int,
        where isWanted: (QuarantineKey) -> Bool
    ) -> (counts: Ingest.ReplayCounts, receipt: Int) {
        let counts = ingest.replayQuarantine(
            limit: max(0, min(limit, room)),
            at: now(),
            into: &batch,
            where: isWanted
        )
        guard counts.messages > 0 else { return (counts, ledger.total.received) }
        ledger.receive(counts.messages, in: &batch)
        policy.receive(count: counts.messages, unacknowledged: 0, now: SystemClock.monotonicNanoseconds())
        return (counts, ledger.total.received)
    }

    /// Whether everything that had been received when a receipt was given is durable.
    ///
    /// Batches settle in the order in which they were received.
    func isDurable(_ receipt: Int) -> Bool { ledger.total.received - ledger.total.inFlight >= receipt }
}
