// Back-pressure first: what has no room is not read, and what is not committed is not acknowledged. Only input that stays
// held up is shed, by what the governor decides from who waits for whom.

import BelfryIngest
import BelfryMQTT
import BelfryModel

extension IngestLoop {
    /// How many messages may be read on; those that were shed for overload take a place in the broker's window alone.
    var room: Int {
        min(
            Pace.messagesPerBatch - batch.takenCount - nextBatch.takenCount,
            Pace.messagesPerWindow - batch.messageCount - nextBatch.messageCount
        )
    }

    /// Whether a commit keeps input waiting.
    var isInputHeldUp: Bool { commit != nil && !links.allSatisfy(mayReadBesideCommit) }

    /// Notes messages that were read, what was shed of them, and how old the last of their readings is.
    func note(_ count: Int, shed: OverloadCounts, in batch: IngestBatch) {
        load.messages += count
        counters.overload.note(shed, at: clock.last)
        guard let last = batch.readings.last, last.timeSource == .payload else { return }
        load.ageNanoseconds = last.arrivalTime.nanosecondsSince(last.eventTime)
    }

    /// Ends a round: the governor says what is taken in the next one.
    func judgeLoad() {
        governor.note(load, now: SystemClock.monotonicNanoseconds())
        ingest.leastTaken = governor.leastTaken
    }

    /// Remembers of each broker that it is connected, so that after an outage the length of it is known.
    func noteConnections() {
        let now = SystemClock.monotonicNanoseconds()
        for link in links {
            let status = link.session.status
            if status.isConnected, status.connections == link.connectionsSeen { link.heardUntil = now }
        }
    }

    /// A broker that is connected again sends what it kept; a session that it does not know brings what is retained.
    func expectBacklog(of link: BrokerLink, isKnown: Bool) {
        let now = SystemClock.monotonicNanoseconds()
        let missed = link.heardUntil.map { now - $0 } ?? 0
        governor.expectBacklog(ofNanoseconds: isKnown ? missed : Pace.retainedNanoseconds, now: now)
    }

    /// After a disk that stood still the brokers send what waited.
    func expectBacklog(after commit: CommitInFlight, now: Int64) {
        let taken = now - commit.startedAt
        if taken > Pace.standstillNanoseconds { governor.expectBacklog(ofNanoseconds: taken, now: now) }
    }
}
