// The shell around an evaluator: its rings, its doorbell, its counters. One thread at a time calls `work`.

import BelfryDetection
import BelfryModel
import BelfryRing
import Synchronization

/// One shard.
///
/// ```
///   producer ──► input ──► evaluator ──► outbox ──► output ──► correlation stage
///                            ▲                                        │
///                    snapshot requests                   rings when it made room
/// ```
final class Shard: @unchecked Sendable {
    // Sendable: `evaluator` and `sent` belong to the thread that calls `work`, `staged` to the producing thread; all else
    // is made to be shared.

    /// What one round of work came to.
    enum Progress {
        case worked
        /// Nothing to read.
        case idle
        /// The correlation stage has to make room first.
        case blocked
    }

    let input: Ring<Reading>
    let output = Ring<ShardOutput>(capacity: EngineLimits.outputCapacity)
    let doorbell = Doorbell()
    let counters = ShardCounters()
    let desk = SnapshotDesk()
    private let downstream: Doorbell
    private var evaluator: Evaluator
    /// Items of the outbox that are in the output ring already.
    private var sent = 0

    init(input capacity: Int, evaluator: consuming Evaluator, downstream: Doorbell) {
        self.input = Ring(capacity: capacity)
        self.evaluator = evaluator
        self.downstream = downstream
    }

    /// Publishes what the producer has staged and wakes the shard.
    func deliver() {
        input.publish()
        doorbell.ring()
    }

    /// One bounded round: answer readers, hand on what was said, evaluate what has come.
    func work() -> Progress {
        desk.answer { evaluator.snapshot() }
        guard handOn() else { return .blocked }
        let run = input.front(limit: EngineLimits.readingsPerRound)
        if run.isEmpty { return .idle }
        evaluator.evaluate(run)
        input.consume(run.count)
        counters.publish(evaluator.tally)
        return handOn() ? .worked : .blocked
    }

    /// Works until `stop` is set and everything delivered before it is evaluated and handed on.
    func run(until stop: StopSignal, wait: WaitStrategy) {
        while !(stop.isSet && isDrained) {
            if work() == .worked { continue }
            doorbell.wait(wait) { hasWork || (stop.isSet && isDrained) }
        }
    }

    /// Every series as it stands; only while no thread works.
    func snapshot() -> [SeriesSnapshot] { evaluator.snapshot() }

    /// Whether a round would do anything.
    private var hasWork: Bool {
        if desk.isRequested { return true }
        return sent < evaluator.outbox.count ? output.count < output.capacity : !input.isEmpty
    }

    /// Whether everything that was delivered has been evaluated and handed on.
    private var isDrained: Bool { input.isEmpty && evaluator.outbox.isEmpty }

    private func handOn() -> Bool {
        guard !evaluator.outbox.isEmpty else { return true }
        let taken = evaluator.outbox.withUnsafeBufferPointer { outbox in
            output.push(UnsafeBufferPointer(rebasing: outbox[sent...]))
        }
        sent += taken
        if taken > 0 { downstream.ring() }
        guard sent == evaluator.outbox.count else { return false }
        evaluator.outbox.removeAll(keepingCapacity: true)
        sent = 0
        return true
    }
}
