import BelfryRing
import Synchronization

/// Where a reader asks a running shard for its series and gets a copy.
///
/// The shard copies between two rounds, by itself: no reader ever holds anything that a shard waits for, and nobody pays
/// while nobody asks.
final class SnapshotDesk: Sendable {
    private let requested = Atomic<Bool>(false)
    private let answer = Guarded<[SeriesSnapshot]?>(nil)
    private let answered = Doorbell()

    /// Whether somebody waits for an answer.
    ///
    /// relaxed: a shard that is about to sleep looks behind its doorbell's fence, as it looks for work.
    var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// The shard's side: answers if somebody asks.
    func answer(_ snapshot: () -> [SeriesSnapshot]) {
        // relaxed, both: the answer travels through the lock, and the next question comes after it.
        guard requested.load(ordering: .relaxed) else { return }
        let series = snapshot()
        requested.store(false, ordering: .relaxed)
        answer.withLock { $0 = series }
        answered.ring()
    }

    /// The reader's side: asks, wakes the shard and waits for its next round; one reader at a time.
    func ask(_ shard: Doorbell) -> [SeriesSnapshot] {
        // relaxed: the fence in `ring` puts it before the look at whether the shard sleeps.
        requested.store(true, ordering: .relaxed)
        shard.ring()
        answered.wait { answer.withLock { $0 != nil } }
        return answer.withLock { answer in
            defer { answer = nil }
            return answer ?? []
        }
    }
}
