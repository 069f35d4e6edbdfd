// Reading while a commit takes too long: detectors must not wait for the disk.
//
//     published ──── commit begins ──── 250 ms ──── bypass subscribed ───────────── commit done ────►
//     durable   read │ waits in the session         │ read on into the next batch  │ both batches acknowledged
//     bypass         │                              │ read, for the detectors alone │ closed
//
// From the subscription on a message comes twice, and whichever copy comes first is evaluated. What was published before
// it comes once, to the durable session, as far as the broker's window of unacknowledged messages reaches; a backlog there
// may be evaluated after newer values that came by the bypass.

import BelfryIngest
import BelfryMQTT
import BelfryModel

extension IngestLoop {
    /// Reads the bypasses while a commit takes its time, opening them when it takes too long, then the durable sessions.
    func readBesideCommit(monotonicNanoseconds now: Int64) {
        guard let commit else { return }
        let isLate = now - commit.startedAt > Pace.bypassAfterNanoseconds
        for link in links {
            if isLate { link.openBypass() }
            // What it brings is evaluated before it is stored.
            if link.bypass != nil { imagePace.noteBypass(now: now) }
            readBypass(of: link)
            if isLate, mayReadBesideCommit(link) { readIntoNextBatch(link) }
        }
    }

    /// Whether a durable session is read although a commit is under way.
    ///
    /// Only where nothing can slip between it and the bypass, within the bound of one batch, and on the connection that
    /// the batch came by: on a newer one the broker repeats what is being committed.
    func mayReadBesideCommit(_ link: BrokerLink) -> Bool {
        link.isBypassSubscribed && !link.owesAcknowledgement && link.session.wantsRead
            && room > 0
            && link.session.status.connections == link.connectionsSeen
    }

    private func readBypass(of link: BrokerLink) {
        guard let bypass = link.bypass else { return }
        let count = bypass.read(limit: Pace.packetsPerRound) { [self] message in
            take(message, of: link, purpose: .evaluateOnly, into: &bypassBatch)
        }
        bypass.acknowledge()
        guard count > 0 else { return }
        evaluate(bypassBatch.evaluate)
        bypassBatch.removeAll()
    }

    private func readIntoNextBatch(_ link: BrokerLink) {
        let shedBefore = nextBatch.overload
        let count = link.session.read(limit: min(Pace.packetsPerRound, room)) { [self] message in
            if message.qos > 0 { link.readBesideCommit += 1 }
            take(message, of: link, purpose: .storeBesideBypass, into: &nextBatch)
        }
        guard count > 0 else { return }
        ledger.receive(count, in: &nextBatch)
        note(count, shed: nextBatch.overload.since(shedBefore), in: nextBatch)
        evaluate(nextBatch.evaluate)
        nextBatch.removeEvaluated()
    }
}
