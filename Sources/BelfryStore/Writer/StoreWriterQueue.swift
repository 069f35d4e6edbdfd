import BelfryIncidents
import BelfryModel

/// What waits for the writer thread: batches in their order, and each incident once.
struct StoreWriterQueue {
    typealias Completion = @Sendable (Result<Void, StoreError>) -> Void

    /// The next thing to write.
    enum Work {
        case commit(CommitBatch, Completion)
        /// What the history lacks: incidents, and series that were committed.
        case save([IncidentEvent])
        /// The engine's state; everything that it rests on has been written.
        case keep(StoredImage)
        /// A slice of sealing.
        case seal(now: Timestamp)
        /// A slice of pruning.
        case prune(now: Timestamp)
    }

    private var batches: [(CommitBatch, Completion)] = []
    /// The last event of each waiting incident; it carries the whole incident.
    private var events: [String: IncidentEvent] = [:]
    /// Waiting incidents by their first event.
    private var order: [String] = []
    private var hasSeries = false
    private var image: StoredImage?
    /// What an image would rest on was given up.
    private var refusesImages = false
    /// Up to when the engine's state has been kept.
    private(set) var lastImage: Timestamp?
    private(set) var droppedImages = 0
    private var sealTime: Timestamp?
    private var pruneTime: Timestamp?
    /// Commits in a row while a slice of sealing waited.
    private var commitsBeforeSealing = 0
    /// Incidents that were dropped at ``StoreWriterLimits/waitingIncidents``.
    private(set) var droppedIncidents = 0

    var batchCount: Int { batches.count }
    var incidentCount: Int { order.count }
    /// Whether anything waits that only the history can take and that must not be lost.
    var hasSaves: Bool { !order.isEmpty || hasSeries }
    var isIdle: Bool { batches.isEmpty && !hasSaves && image == nil }

    mutating func append(_ batch: CommitBatch, _ completion: @escaping Completion) {
        batches.append((batch, completion))
    }

    mutating func append(_ newEvents: [IncidentEvent]) {
        for event in newEvents where events.updateValue(event, forKey: event.incident.id) == nil {
            order.append(event.incident.id)
            if order.count > StoreWriterLimits.waitingIncidents { dropOne() }
        }
    }

    /// Puts back what could not be saved; what has happened to an incident since is the later word.
    mutating func putBack(_ taken: [IncidentEvent]) {
        let older = taken.filter { events[$0.incident.id] == nil }
        for event in older { events[event.incident.id] = event }
        order = older.map(\.incident.id) + order
        hasSeries = true
        while order.count > StoreWriterLimits.waitingIncidents { dropOne() }
    }

    /// Series were committed that the history has to learn.
    mutating func noteSeries() {
        hasSeries = true
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

    mutating func requestSeal(now: Timestamp) {
        sealTime = now
    }

    mutating func requestPrune(now: Timestamp) {
        pruneTime = now
    }

    /// Takes the next work: batches first, since the broker waits for them, but not for ever before a slice of sealing.
    ///
    /// - Parameters:
    ///   - canSave: whether the history can be written at the moment.
    ///   - canSeal: whether it can also take more readings.
    mutating func next(canSave: Bool = true, canSeal: Bool = true) -> Work? {
        let isSealingDue = canSeal && canSave && sealTime != nil
        if !batches.isEmpty, !isSealingDue || commitsBeforeSealing < StoreWriterLimits.commitsBeforeSealing {
            commitsBeforeSealing += isSealingDue ? 1 : 0
            let (batch, completion) = batches.removeFirst()
            return .commit(batch, completion)
        }
        if canSave, hasSaves {
            commitsBeforeSealing = 0
            let taken = order.prefix(StoreWriterLimits.incidentsPerSave)
            order.removeFirst(taken.count)
            hasSeries = false
            return .save(taken.compactMap { events.removeValue(forKey: $0) })
        }
        // Behind every batch and every incident that was handed over before it.
        if let image, batches.isEmpty, !hasSaves {
            self.image = nil
            return .keep(image)
        }
        guard canSave, canSeal else { return nil }
        commitsBeforeSealing = 0
        if let now = sealTime {
            sealTime = nil
            return .seal(now: now)
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
