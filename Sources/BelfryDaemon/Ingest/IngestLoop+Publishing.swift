import BelfryIngest
import BelfryModel

extension IngestLoop {
    /// Puts up what the others may know, at a tick.
    func publish(now: Timestamp) {
        messageRate.note(ledger.total.received, at: now)
        readingRate.note(readingsEvaluated, at: now)
        board.publish(
            IngestBoard.Snapshot(
                ledger: ledger,
                sessions: links.map(\.session.status),
                isBypassing: links.contains { $0.bypass != nil },
                readings: readingsEvaluated,
                messagesPerSecond: messageRate.perSecond(ledger.total.received, at: now),
                readingsPerSecond: readingRate.perSecond(readingsEvaluated, at: now),
                lastMessageAt: lastMessageAt,
                now: now,
                clockDifferenceNanoseconds: clock.differenceNanoseconds,
                hasReachedSeriesLimit: ingest.hasReachedSeriesLimit
            )
        )
    }
}
