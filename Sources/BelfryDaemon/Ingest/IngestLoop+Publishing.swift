import BelfryIngest
import BelfryMQTT
import BelfryModel

extension IngestLoop {
    /// Puts up what the others may know, at a tick.
    func publish(now: Timestamp) {
        let received = UInt64(ledger.total.received)
        counters.messageRate.note(received, at: now)
        counters.readingRate.note(counters.readings, at: now)
        let sessions = links.map(\.session.status)
        let monotonic = SystemClock.monotonicNanoseconds()
        board.publish(
            IngestBoard.Snapshot(
                ledger: ledger.total,
                subscriptions: ledger.subscriptions,
                sessions: sessions,
                sessionsSince: zip(links, sessions).map {
                    $0.connectionClock.instant(
                        of: $1,
                        monotonicNanoseconds: monotonic,
                        now: now
                    )
                },
                voices: zip(links, sessions).map {
                    $0.voice.status(session: $1, monotonicNanoseconds: monotonic, now: now)
                },
                isBypassing: links.contains { $0.bypass != nil },
                readings: counters.readings,
                messagesPerSecond: counters.messageRate.perSecond(received, at: now),
                readingsPerSecond: counters.readingRate.perSecond(counters.readings, at: now),
                lastMessageAt: counters.lastMessageAt,
                now: now,
                clockDifferenceNanoseconds: clock.differenceNanoseconds,
                clock: counters.clock,
                hasReachedSeriesLimit: counters.hasReachedSeriesLimit(now: now),
                overload: OverloadReport(counters.overload, governor, now: now)
            )
        )
    }
}
