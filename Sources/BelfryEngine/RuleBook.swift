// Rule sets by generation, from the reload that brought them until the last shard has left them.

import BelfryDetection
import BelfryModel
import BelfryRing
import Synchronization

/// The rule sets that shards and the correlation stage may still speak of; never touched per reading.
final class RuleBook: Sendable {
    private struct Pages {
        var sets: [Int32: RuleSet]
        /// The tick that put each in force.
        var beginnings: [Int32: Timestamp] = [:]
        var newest: Int32 = 0
        /// A reload that no tick has taken up yet.
        var wish: RuleSet?
    }

    private let pages: Guarded<Pages>
    private let hasWish = Atomic<Bool>(false)

    init(_ rules: RuleSet) {
        pages = Guarded(Pages(sets: [0: rules]))
    }

    /// Puts rules down for the next tick to take up; a wish that was not taken up yet is replaced.
    ///
    /// Any thread.
    func wish(for rules: RuleSet) {
        pages.withLock { $0.wish = rules }
        // release: the wish is there before the flag that tells of it. The lock would do: see `takeWish`.
        hasWish.store(true, ordering: .releasing)
    }

    /// Whether a wish waits for the next tick.
    ///
    /// Any thread.
    var isWishWaiting: Bool { pages.withLock { $0.wish != nil } }

    /// Whether every shard follows the newest rules.
    ///
    /// Any thread.
    var isSettled: Bool { pages.withLock { $0.wish == nil && $0.sets.count == 1 } }

    /// Makes the wish, if there is one, a generation.
    ///
    /// The producing thread only.
    func takeWish(at now: Timestamp) -> Int32? {
        // relaxed, both: the wish travels through the lock. A tick that misses the flag leaves it to the next one; one that
        // takes it down in the moment in which another wish comes finds that wish under the lock.
        guard hasWish.load(ordering: .relaxed) else { return nil }
        hasWish.store(false, ordering: .relaxed)
        return pages.withLock { pages in
            guard let rules = pages.wish else { return nil }
            pages.wish = nil
            pages.newest += 1
            pages.sets[pages.newest] = rules
            pages.beginnings[pages.newest] = now
            return pages.newest
        }
    }

    /// The rules of a generation that somebody still uses.
    func rules(of generation: Int32) -> RuleSet {
        pages.withLock { pages in
            guard let rules = pages.sets[generation] else {
                preconditionFailure("generation \(generation) was retired")
            }
            return rules
        }
    }

    /// The generation after another and when it came into force; nil where there is none yet.
    func successor(of generation: Int32) -> (generation: Int32, since: Timestamp)? {
        pages.withLock { pages in
            let next = pages.beginnings.filter { $0.key > generation }.min { $0.key < $1.key }
            return next.map { (generation: $0.key, since: $0.value) }
        }
    }

    /// Forgets generations that every shard has left.
    func retire(before generation: Int32) {
        pages.withLock { pages in
            guard pages.sets.count > 1 else { return }
            pages.sets = pages.sets.filter { $0.key >= generation }
            pages.beginnings = pages.beginnings.filter { $0.key >= generation }
        }
    }
}
