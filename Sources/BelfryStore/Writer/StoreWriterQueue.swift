import BelfryIncidents
import BelfryModel

/// What waits for the writer thread: batches in their order, and each incident once.
struct StoreWriterQueue {
    typealias Completion = @Sendable (Result<Void, StoreError>) -> Void

    /// The next thing to write.
    enum Work {
        case commit(CommitBatch, Completion)
        case save([IncidentEvent])
        /// The engine's state; everything that it rests on has been written.
        case keep(StoredImage)
        case prune(now: Timestamp)
    }

    private var batches: [(CommitBatch, Completion)] = []
    /// The last event of each waiting incident; it carries the whole incident.
    private var events: [String: IncidentEvent] = [:]
    /// Waiting incidents by their first event.
    private var order: [String] = []
    private var image: StoredImage?
    /// What an image would rest on was given up.
    private var refusesImages = false
    /// Up to when the engine's state has been kept.
    private(set) var lastImage: Timestamp?
    private(set) var droppedImages = 0
    private var pruneTime: Timestamp?
    /// Incidents that were dropped at ``StoreWriterLimits/waitingIncidents``.
    private(set) var droppedIncidents = 0

    var batchCount: Int { batches.count }
    var incidentCount: Int { order.count }

    mutating func append(_ batch: CommitBatch, _ completion: @escaping Completion) {
        batches.append((batch, completion))
    }

    mutating func append(_ newEvents: [IncidentEvent]) {
        for event in newEvents where events.updateValue(event, forKey: event.incident.id) == nil {
            order.append(event.incident.id)
            if order.count > StoreWriterLimits.waitingIncidents { dropOne() }
        }
    }

    /// Of images that wait the last is kept; none after something was given up: it speaks of what is not stored.
    mutating func append(_ newest: StoredImage) {
        if refusesImages { droppedImages += 1 } else { image = newest }
    }

    /// An image was written, or could not be.
    mutating func noteImage(_ instant: Timestamp, isKept: Bool) {
        if isKept { lastImage = instant } else { droppedImages += 1 }
    }

    /// A batch or an incident was given up.
    mutating func refuseImages() {
        refusesImages = true
        if image != nil { droppedImages += 1 }
        image = nil
    }

    mutating func requestPrune(now: Timestamp) {
        pruneTime = now
    }

    /// Takes the next work: batches first, since the broker waits for them.
    mutating func next() -> Work? {
        if !batches.isEmpty {
            let (batch, completion) = batches.removeFirst()
            return .commit(batch, completion)
        }
        if !order.isEmpty {
            let taken = order.prefix(StoreWriterLimits.incidentsPerSave)
            order.removeFirst(taken.count)
            return .save(taken.compactMap { events.removeValue(forKey: $0) })
        }
        // Behind every batch and every incident that was handed over before it.
        if let image {
            self.image = nil
            return .keep(image)
        }
        guard let now = pruneTime else { return nil }
        pruneTime = nil
        return .prune(now: now)
    }

    private mutating func dropOne() {
        let position = order.firstIndex { events[$0]?.incident.state == .closed } ?? order.startIndex
        events.removeValue(forKey: order.remove(at: position))
        droppedIncidents += 1
        refuseImages()
    }
}
