import BelfryModel
import BelfryRing

/// Jumps of the arrival clock that the correlation stage has yet to follow; the shards hear of them through their rings.
final class ClockJumps: Sendable {
    typealias Jump = (from: Timestamp, to: Timestamp)

    private let jumps = Guarded<[Jump]>([])

    /// The submitting thread: before the shards hear of it, so that nothing of after it comes out before this is known.
    func append(_ jump: Jump) {
        jumps.withLock { $0.append(jump) }
    }

    /// The correlation stage: the next jump that ends by an instant and begins by another, if there is one; it is then behind
    /// it.
    func next(by instant: Timestamp, from latest: Timestamp) -> Jump? {
        jumps.withLock { jumps in
            guard let jump = jumps.first, jump.to <= instant, jump.from <= latest else { return nil }
            return jumps.removeFirst()
        }
    }
}
