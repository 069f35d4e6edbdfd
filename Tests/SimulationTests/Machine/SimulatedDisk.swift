// The store and its writer as the daemon meets them: one thing is written at a time, batches before incidents before images,
// and what is under way when the power goes is there or is not.
//
//   submit(batch) ───► waiting ─► in hand ──(latency)──► contents
//   submit(events) ──►    │          │ full: tried again after a pause
//                         └──────────┴── lost by a power cut or a kill

import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel

/// A disk in memory.
final class SimulatedDisk {
    private enum Work {
        case batch(IngestBatch)
        case incidents([Incident])
        case image(EngineImage)
    }

    private(set) var contents = DiskContents()
    /// How long a transaction takes.
    var latencyNanoseconds: Int64
    /// Whether it takes nothing at all.
    var isFull = false
    /// Told each reading that became durable.
    var onStore: (Reading) -> Void = { _ in }

    private var waitingBatch: IngestBatch?
    private var waitingIncidents: [String: Incident] = [:]
    private var order: [String] = []
    private var waitingImage: EngineImage?
    private var inHand: (work: Work, doneAt: Timestamp)?
    private var pauseNanoseconds: Int64 = 0
    /// Whether the batch that was submitted last is durable.
    private(set) var isBatchDurable = true

    /// As StoreWriterLimits has them.
    private static let firstPauseNanoseconds = 50 * Nanoseconds.perMillisecond
    private static let longestPauseNanoseconds = 2 * Nanoseconds.perSecond

    init(latencyNanoseconds: Int64) {
        self.latencyNanoseconds = latencyNanoseconds
    }

    func submit(_ batch: IngestBatch, now: Timestamp) {
        precondition(isBatchDurable, "a batch is submitted when the one before is durable")
        waitingBatch = batch
        isBatchDurable = false
        work(until: now)
    }

    /// Of several events of one incident that wait, the last is saved.
    func submit(_ events: [IncidentEvent], now: Timestamp) {
        for event in events where waitingIncidents.updateValue(event.incident, forKey: event.incident.id) == nil {
            order.append(event.incident.id)
        }
        work(until: now)
    }

    /// Of images that wait the last is kept.
    func submit(_ image: EngineImage, now: Timestamp) {
        waitingImage = image
        work(until: now)
    }

    /// Whether nothing waits and nothing is under way.
    var isIdle: Bool { inHand == nil && waitingBatch == nil && order.isEmpty && waitingImage == nil }

    /// What waits, for the bound on memory.
    var waitingIncidentCount: Int { order.count }

    /// When there is something to do next.
    var nextDue: Timestamp { inHand?.doneAt ?? .distantFuture }

    /// Does what is done by then.
    func work(until now: Timestamp) {
        while true {
            if inHand == nil { takeNext(now: now) }
            guard let (work, doneAt) = inHand, doneAt <= now else { return }
            guard !isFull else {
                pauseNanoseconds = min(
                    max(2 * pauseNanoseconds, Self.firstPauseNanoseconds),
                    Self.longestPauseNanoseconds
                )
                inHand = (work, doneAt.advanced(byNanoseconds: pauseNanoseconds))
                continue
            }
            pauseNanoseconds = 0
            inHand = nil
            finish(work)
        }
    }

    /// The process or the power goes: what waited is lost, and what was in hand as well unless it had just got there.
    func cut(inHandSurvives: Bool) {
        if inHandSurvives, !isFull, let (work, _) = inHand { finish(work) }
        inHand = nil
        waitingBatch = nil
        waitingIncidents = [:]
        order = []
        waitingImage = nil
        isBatchDurable = true
        pauseNanoseconds = 0
    }

    private func takeNext(now: Timestamp) {
        let doneAt = now.advanced(byNanoseconds: latencyNanoseconds)
        if let batch = waitingBatch {
            waitingBatch = nil
            inHand = (.batch(batch), doneAt)
        } else if !order.isEmpty {
            inHand = (.incidents(order.compactMap { waitingIncidents[$0] }), doneAt)
            waitingIncidents = [:]
            order = []
        } else if let image = waitingImage {
            waitingImage = nil
            inHand = (.image(image), doneAt)
        }
    }

    private func finish(_ work: Work) {
        switch work {
        case .batch(let batch):
            contents.apply(batch)
            isBatchDurable = true
            for reading in batch.readings { onStore(reading) }
        case .incidents(let incidents): contents.apply(incidents)
        case .image(let image): contents.image = image
        }
    }
}
