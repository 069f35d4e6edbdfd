// The shell around the correlator: reads the shards' rings, calls the sink, measures. One thread at a time calls `work`.

import BelfryModel
import BelfryRing
import Synchronization

/// The stage behind the shards.
final class CorrelationStage: @unchecked Sendable {
    // Sendable: `correlator` and `wantedThrough` belong to the thread that calls `work`; all else is made to be shared.

    let doorbell: Doorbell
    let latency = Guarded(LatencyHistogram())
    private let shards: [Shard]
    private let sink: @Sendable (FindingBatch) -> Void
    private let clock: (@Sendable () -> Timestamp?)?
    private let wantsTick: (@Sendable () -> Void)?
    /// Up to here a tick has been asked for.
    private var wantedThrough = Timestamp.distantPast
    private var correlator: Correlator
    private let releasedThrough = Atomic<Int64>(.min)
    private let findingCount = Atomic<Int>(0)

    init(
        shards: [Shard],
        doorbell: Doorbell,
        correlator: Correlator,
        clock: (@Sendable () -> Timestamp?)?,
        wantsTick: (@Sendable () -> Void)?,
        sink: @escaping @Sendable (FindingBatch) -> Void
    ) {
        self.shards = shards
        self.doorbell = doorbell
        self.correlator = correlator
        self.clock = clock
        self.wantsTick = wantsTick
        self.sink = sink
    }

    /// The last tick whose findings were handed over.
    ///
    /// relaxed, as ``findings``: numbers to look at. What was handed over, the sink has to guard by itself.
    var through: Timestamp { Timestamp(nanoseconds: releasedThrough.load(ordering: .relaxed)) }

    /// Findings handed over.
    var findings: Int { findingCount.load(ordering: .relaxed) }

    /// Works until `stop` is set, which comes after the shards have ended, and everything said is handed over.
    func run(until stop: StopSignal, wait: WaitStrategy) {
        while !(stop.isSet && !hasWork) {
            if work() { continue }
            doorbell.wait(wait) { hasWork || stop.isSet }
        }
    }

    /// Whether a shard has said something.
    private var hasWork: Bool { shards.contains { !$0.output.isEmpty } }

    /// One round: read every shard's output, hand over what is complete.
    ///
    /// - Returns: whether there was anything.
    func work() -> Bool {
        var count = 0
        for (index, shard) in shards.enumerated() {
            let drained = shard.output.drain(limit: shard.output.capacity) { correlator.take($0, from: index) }
            // The shard may be waiting for room.
            if drained > 0 { shard.doorbell.ring() }
            count += drained
        }
        release()
        askForTick()
        return count > 0
    }

    private func askForTick() {
        let newest = correlator.newest
        guard newest > correlator.released, newest > wantedThrough else { return }
        wantedThrough = newest
        wantsTick?()
    }

    private func handOver(_ batch: FindingBatch) {
        sink(batch)
        // relaxed, both: see `through`.
        if !batch.findings.isEmpty {
            findingCount.wrappingAdd(batch.findings.count, ordering: .relaxed)
            if let now = clock?() { record(batch, handedOverAt: now) }
        }
        releasedThrough.store(batch.through.nanoseconds, ordering: .relaxed)
    }

    /// Hands over what every shard has passed.
    private func release() {
        while true {
            let batch = correlator.release()
            if let batch { handOver(batch) }
            let image = correlator.releaseImage()
            if let image { handOver(image.number, at: image.instant, groups: image.groups) }
            if batch == nil, image == nil { return }
        }
    }

    /// Hands an image over, unless a part of it is missing.
    private func handOver(_ image: Int32, at instant: Timestamp, groups: [UInt8]) {
        let parts = shards.compactMap { $0.images.take(image) }
        guard parts.count == shards.count else { return }
        sink(
            FindingBatch(
                through: instant,
                findings: [],
                image: EngineImage(instant: instant, parts: parts, groups: groups)
            )
        )
    }

    /// Takes up the groups of an image; only while no thread works.
    func restore(_ groups: [UInt8]) -> Bool { correlator.restore(groups) }

    /// Settles findings of before a restart; only while no thread works.
    func settle(_ findings: [ActiveFinding]) -> Set<ActiveFinding> { correlator.groups.settle(findings) }

    private func record(_ batch: FindingBatch, handedOverAt now: Timestamp) {
        latency.withLock { latency in
            for finding in batch.findings { latency.record(nanoseconds: now.nanosecondsSince(finding.detectedAt)) }
        }
    }
}
