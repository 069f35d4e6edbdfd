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
    // Sendable: `evaluator` and `sent` belong to the thread that calls `work`; all else is made to be shared.

    /// What one round of work came to.
    enum Progress {
        case worked
        /// Nothing to read.
        case idle
        /// The correlation stage has to make room first.
        case blocked
    }

    private let inputs: InputRings
    private let index: Int
    let output = Ring<ShardOutput>(capacity: EngineLimits.outputCapacity)
    let doorbell = Doorbell()
    let counters = ShardCounters()
    let desk = SnapshotDesk()
    let images: ImageDesk
    private let downstream: Doorbell
    private var evaluator: Evaluator
    /// Items of the outbox that are in the output ring already.
    private var sent = 0

    init(_ index: Int, inputs: InputRings, evaluator: consuming Evaluator, images: ImageDesk, downstream: Doorbell) {
        self.index = index
        self.inputs = inputs
        self.evaluator = evaluator
        self.images = images
        self.downstream = downstream
    }

    /// One bounded round: answer readers, hand on what was said, evaluate what has come.
    func work() -> Progress {
        desk.answer { evaluator.snapshot() }
        guard handOn() else { return .blocked }
        let input = inputs[index]
        let run = input.pointee.front(limit: EngineLimits.readingsPerRound)
        if run.isEmpty { return .idle }
        evaluator.evaluate(run)
        input.pointee.consume(run.count)
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

    /// Takes a series up as an image has it; only while no thread works.
    func restore(_ record: SeriesRecord, from bytes: UnsafeRawPointer) -> Bool {
        defer { counters.publish(evaluator.tally) }
        return evaluator.restore(record, from: bytes)
    }

    /// Settles findings of before a restart; only while no thread works.
    func settle(_ findings: [ActiveFinding], isMine: (String) -> Bool) -> Set<ActiveFinding> {
        evaluator.settle(findings, isMine: isMine)
    }

    /// See ``Engine/anomalyScore(of:at:)``.
    func anomalyScore(of series: SeriesID, at eventTime: Timestamp) -> Double? {
        evaluator.anomalyScore(of: series, at: eventTime)
    }

    /// Lays all detectors to rest; only while no thread works.
    func rest() { evaluator.rest() }

    /// How full its input is, 0...1.
    var inputFill: Double { Double(inputs[index].pointee.count) / Double(inputs[index].pointee.capacity) }

    private var isInputEmpty: Bool { inputs[index].pointee.isEmpty }

    /// Whether a round would do anything.
    private var hasWork: Bool {
        if desk.isRequested { return true }
        return sent < evaluator.outbox.count ? output.count < output.capacity : !isInputEmpty
    }

    /// Whether everything that was delivered has been evaluated and handed on.
    private var isDrained: Bool { isInputEmpty && evaluator.outbox.isEmpty }

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
