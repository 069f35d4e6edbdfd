// The one thread that writes. It takes what the daemon hands it, and does not let go of it until the disk has it.

public import BelfryIncidents
public import BelfryModel
import Dispatch
import Foundation
import Synchronization

/// Commits batches and saves incidents on a thread of its own, through disk faults.
///
/// ```
///   ingest ──submit(batch)──►┌───────┐            ┌───────────┐ append ┌─────────┐
///                            │       ├─► thread ─►│  attempt  ├───────►│ journal │
///                            │       │            └──┬─────▲──┘        └────┬────┘
///                            │ queue │       durable │     │ pause, reopen  │ fault
///                completion(.success) ◄──────────────┘     └────────────────┘
///                            │       │            ┌───────────┐ save   ┌─────────┐
///   incidents ─submit(events)►       ├─► thread ─►│   once    ├───────►│ history │
///                            └───▲───┘            └─────┬─────┘ seal   └────┬────┘
///                                └── back, until later ─┴───────────────────┘ fault
/// ```
///
/// A batch is kept until it is durable, however long the disk takes, and is reported as stored once and only then. The
/// history is never waited for. What waits is bounded: batches by the caller, who opens no other before the last one is
/// acknowledged, and incidents by ``StoreWriterLimits/waitingIncidents``.
public final class StoreWriter: Sendable {
    private struct Stop {
        /// When to let go of what the disk will not take.
        var deadline: Int64
    }

    public let store: Store
    private let queue = Mutex(StoreWriterQueue())
    private let health = Mutex(StoreHealth())
    private let historyHealth = Mutex(HistoryHealth())
    private let stopping = Mutex<Stop?>(nil)
    private let inHand = Atomic<Int>(0)
    /// Used by the thread alone.
    private let lastProbe = Atomic<Int64>(0)
    private let nextPinLook = Atomic<Int64>(.min)
    /// A salvage is told of for a while, however short it was.
    private let showsSalvageUntil = Atomic<Int64>(.min)
    private let wakeUp = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    /// A writer for an open store; nothing runs before ``start()``.
    public init(store: Store) {
        self.store = store
        guard store.setAside.withLock({ !$0.isEmpty }) else { return }
        showsSalvageUntil.store(MonotonicClock.now() + StoreWriterLimits.slowMemoryNanoseconds, ordering: .relaxed)
    }

    /// Starts the thread; once.
    public func start() {
        let thread = Thread {
            // Foundation tells the kernel at times only, whose list of threads an operator reads.
            try? Data("belfry-store".utf8).write(to: URL(filePath: "/proc/thread-self/comm"))
            self.run()
        }
        thread.start()
        if !store.history.wasClean { Thread { self.checkHistory() }.start() }
    }

    /// Hands over a batch to be stored.
    ///
    /// `completion` is called on the writer's thread once the batch is durable, or with an error where it never will be:
    /// a conflict with what is stored, or a stop before the disk took it.
    public func submit(
        _ batch: CommitBatch,
        completion: @escaping @Sendable (Result<Void, StoreError>) -> Void
    ) {
        queue.withLock { $0.append(batch, completion) }
        wakeUp.signal()
    }

    /// Hands over what happened to incidents; of several events of one incident that wait, the last is saved.
    public func submit(_ events: [IncidentEvent]) {
        queue.withLock { $0.append(events) }
        wakeUp.signal()
    }

    /// Hands over the engine's state; it is kept once all batches and incidents handed over before it are.
    public func submit(_ image: StoredImage) {
        queue.withLock { $0.append(image) }
        wakeUp.signal()
    }

    /// Asks for readings to be sealed where an hour has turned, when nothing else is to be written.
    public func requestSeal(now: Timestamp) {
        queue.withLock { $0.requestSeal(now: now) }
        wakeUp.signal()
    }

    /// Asks for what is too old, or too much, to be pruned when nothing else is to be written.
    public func requestPrune(now: Timestamp) {
        queue.withLock { $0.requestPrune(now: now) }
        wakeUp.signal()
    }

    /// The disk's state and what waits for it; from any thread, without waiting for a commit.
    public func status() -> StoreWriterStatus {
        let now = MonotonicClock.now()
        let health = health.withLock { $0 }
        let history = historyHealth.withLock { $0 }
        let isJournalWell = health.state(now: now) == .ok
        var (state, reason) =
            isJournalWell
            ? (history.state(now: now), history.reason(now: now)) : (health.state(now: now), health.reason(now: now))
        if state == .ok, let salvage = salvageText(now: now) { (state, reason) = (.recovering, salvage) }
        return queue.withLock { queue in
            StoreWriterStatus(
                state: state,
                reason: reason,
                isJournalWell: isJournalWell,
                fault: health.fault ?? history.health.fault,
                refusal: health.refusal ?? history.health.refusal,
                lastCommitNanoseconds: health.lastCommitNanoseconds,
                waitingBatches: queue.batchCount + inHand.load(ordering: .relaxed),
                waitingIncidents: queue.incidentCount,
                droppedIncidents: queue.droppedIncidents,
                lastImage: queue.lastImage,
                droppedImages: queue.droppedImages
            )
        }
    }

    /// What a damaged file's operator has to know while it is read out, and for a while after.
    private func salvageText(now: Int64) -> String? {
        let isSalvaging = store.counters.withLock { $0.isSalvaging }
        guard isSalvaging || now < showsSalvageUntil.load(ordering: .relaxed) else { return nil }
        let files = store.setAside.withLock { $0.joined(separator: " and ") }
        return "a damaged database was set aside\(files.isEmpty ? "" : " as \(files)"); what can be read of it "
            + (isSalvaging ? "is coming over" : "has come over")
    }

    /// Writes what waits, then ends the thread; what the disk has not taken in time is given back as failed.
    ///
    /// - Returns: whether everything was written.
    public func stop(timeoutNanoseconds: Int64) -> Bool {
        let deadline = MonotonicClock.now() + max(0, timeoutNanoseconds)
        stopping.withLock { $0 = Stop(deadline: deadline) }
        wakeUp.signal()
        let patience = DispatchTimeInterval.nanoseconds(Int(clamping: max(0, timeoutNanoseconds)))
        guard finished.wait(timeout: .now() + patience) == .success else { return false }
        return health.withLock { $0.fault == nil } && queue.withLock { $0.isIdle }
    }

    // MARK: - The thread

    private func run() {
        while true {
            let now = MonotonicClock.now()
            let isStopping = stopping.withLock { $0 != nil }
            lookAtPin(now: now)
            let history = historyHealth.withLock { $0 }
            let work = queue.withLock { queue in
                queue.next(canSave: history.canSave(now: now), canSeal: history.pin == nil && !isStopping)
            }
            if let work {
                perform(work)
            } else if isStopping, !isWorthWaiting(until: history.resumesAt) {
                finished.signal()
                return
            } else {
                pause(history, now: now)
            }
        }
    }

    /// Whether a stop leaves time for what the history has not taken yet.
    private func isWorthWaiting(until resumesAt: Int64) -> Bool {
        guard queue.withLock({ $0.hasSaves }), let stop = stopping.withLock({ $0 }) else { return false }
        return resumesAt < stop.deadline
    }

    /// Looks now and then whether the reader that keeps the history's log from being emptied has gone.
    private func lookAtPin(now: Int64) {
        guard historyHealth.withLock({ $0.pin != nil }), now >= nextPinLook.load(ordering: .relaxed) else { return }
        nextPinLook.store(now + StoreWriterLimits.pinnedPauseNanoseconds, ordering: .relaxed)
        onHistory { () throws(StoreError) in }
    }

    /// Sleeps until something is handed over, or the history may be tried again.
    private func pause(_ history: HistoryHealth, now: Int64) {
        var deadline = history.canSave(now: now) ? Int64.max : history.resumesAt
        if history.pin != nil { deadline = min(deadline, now + StoreWriterLimits.pinnedPauseNanoseconds) }
        guard deadline < .max else { return wakeUp.wait() }
        _ = wakeUp.wait(timeout: .now() + .nanoseconds(Int(max(0, deadline - now))))
    }

    private func perform(_ work: StoreWriterQueue.Work) {
        switch work {
        case .commit(let batch, let completion):
            inHand.store(1, ordering: .relaxed)
            let result = commit(batch)
            noteGivenUp(result)
            inHand.store(0, ordering: .relaxed)
            completion(result)
            queue.withLock { queue in
                if !batch.newSeries.isEmpty { queue.noteSeries() }
                queue.requestSeal(now: batch.committedAt)
            }
            maintain { () throws(StoreError) in try store.journal.checkpointIfDue() }
        case .save(let events):
            save(events)
        case .keep(let image):
            // Lost, the journal is read from the image before.
            let isKept = maintain { () throws(StoreError) in try store.save(image) }
            queue.withLock { $0.noteImage(image.instant, isKept: isKept) }
            maintain { () throws(StoreError) in try store.journal.checkpointIfDue() }
        case .seal(let now):
            onHistory { () throws(StoreError) in
                try probeHistory()
                if try store.seal(now: now) { queue.withLock { $0.requestSeal(now: now) } }
            }
        case .prune(let now):
            onHistory { () throws(StoreError) in
                let report = try store.prune(now: now, monotonicNanoseconds: MonotonicClock.now())
                if report.isMoreDue { queue.withLock { $0.requestPrune(now: now) } }
            }
        }
    }

    // MARK: - The history

    private func save(_ events: [IncidentEvent]) {
        if let error = onHistory({ () throws(StoreError) in try store.mirrorSeries() }), error.isWorthRetrying {
            queue.withLock { $0.noteSeries() }
        }
        guard let error = onHistory({ () throws(StoreError) in try store.save(events) }) else { return }
        guard !error.isWorthRetrying else { return queue.withLock { $0.putBack(events) } }
        // One that can never be saved must not cost the others; the status has the refusal.
        guard events.count == 1 else { return events.forEach { save([$0]) } }
        queue.withLock { $0.refuseImages() }
    }

    /// Tries once, and empties the log where that is due; where something fails the history rests for a while.
    @discardableResult
    private func onHistory(_ operation: () throws(StoreError) -> Void) -> StoreError? {
        do throws(StoreError) {
            let (isDamaged, needsReopening) = historyHealth.withLock { ($0.isDamaged, $0.needsReopening) }
            if isDamaged { try replaceHistory() } else if needsReopening { try store.reopenHistory() }
            try operation()
            // There may have been nothing to write: only a write shows that whoever held it has let go.
            if historyHealth.withLock({ $0.health.fault != nil }) { try store.history.probe() }
            let isPinned = historyHealth.withLock { $0.pin != nil }
            if isPinned { try store.history.checkpoint() } else { try store.history.checkpointIfDue() }
            let pin = store.history.pin()
            historyHealth.withLock { history in
                history.notePin(pin)
                history.succeed(now: MonotonicClock.now())
            }
            return nil
        } catch {
            let isOfJournal = error.path == store.configuration.journalPath
            let (isFirst, isDamagedAgain, mayHelp) = historyHealth.withLock { history in
                let isFirst = history.health.fault == nil
                let isDamagedAgain = history.isDamagedAgain(error)
                if isDamagedAgain, !isOfJournal { history.noteDamage() }
                return (isFirst, isDamagedAgain, history.fail(error, now: MonotonicClock.now()))
            }
            if isDamagedAgain, isOfJournal { try? replaceJournal() }
            if mayHelp, isFirst, error.isOfDevice {
                giveUpHistory(error)
                try? store.reopenJournal()
            }
            return error
        }
    }

    /// Looks now and then whether the history could be written, so that a lock is known before there is anything to write.
    private func probeHistory() throws(StoreError) {
        let now = MonotonicClock.now()
        guard now - lastProbe.load(ordering: .relaxed) >= StoreWriterLimits.probeNanoseconds else { return }
        lastProbe.store(now, ordering: .relaxed)
        try store.history.probe()
    }

    private func replaceHistory() throws(StoreError) {
        try store.replaceHistory()
        historyHealth.withLock { $0.noteReplacement() }
        showSalvage()
    }

    private func replaceJournal() throws(StoreError) {
        try store.replaceJournal()
        showSalvage()
    }

    private func showSalvage() {
        showsSalvageUntil.store(MonotonicClock.now() + StoreWriterLimits.slowMemoryNanoseconds, ordering: .relaxed)
    }

    /// Checks the whole history beside everything else where the last stop may have damaged it.
    private func checkHistory() {
        do throws(StoreError) {
            try store.history.checkWhole()
        } catch {
            guard error.kind == .corrupt else { return }
            historyHealth.withLock { $0.noteDamage() }
            requestSeal(now: store.statistics().newestArrival ?? .distantPast)
        }
    }

    /// Closes the history until it is tried again.
    private func giveUpHistory(_ error: StoreError) {
        guard error.isOfDevice else { return }
        store.history.giveUp()
        historyHealth.withLock { $0.noteGivenUp() }
    }

    // MARK: - The journal

    private func noteGivenUp(_ result: Result<Void, StoreError>) {
        if case .failure = result { queue.withLock { $0.refuseImages() } }
    }

    private func commit(_ batch: CommitBatch) -> Result<Void, StoreError> {
        let before = store.lastBatch
        return attempt { () throws(StoreError) in
            // A commit whose last fsync failed may have reached the file after all: opening again has read it back and
            // synced it, and a second row would double its readings.
            let isStored = !batch.readings.isEmpty && store.lastBatch > before
            if isStored { store.noteSeries(batch.newSeries) } else { try store.append(batch) }
        }
    }

    /// Does it until it is done, or can never be, or the writer is to stop.
    private func attempt(_ operation: () throws(StoreError) -> Void) -> Result<Void, StoreError> {
        health.withLock { $0.begin(now: MonotonicClock.now()) }
        while true {
            do throws(StoreError) {
                try operation()
                health.withLock { $0.succeed(now: MonotonicClock.now()) }
                return .success(())
            } catch {
                guard recover(from: error) else { return .failure(error) }
            }
        }
    }

    /// Work whose failure loses nothing: it is not repeated, but a faulty connection is replaced.
    ///
    /// - Returns: whether it was done.
    @discardableResult
    private func maintain(_ operation: () throws(StoreError) -> Void) -> Bool {
        do throws(StoreError) {
            try operation()
            return true
        } catch {
            if error.needsReopening, recover(from: error) { health.withLock { $0.succeed(now: MonotonicClock.now()) } }
            return false
        }
    }

    /// Waits, opens the database again where the fault asks for it, and says whether to go on.
    private func recover(from error: StoreError) -> Bool {
        var current = error
        // Once begun it is ended, whatever comes in between.
        var isReplacing = false
        while true {
            // Opened again it may be sound; damaged twice it is damaged.
            let isAgain = health.withLock { $0.fault?.kind == .corrupt }
            switch health.withLock({ $0.fail(current) }) {
            case .giveUp: return false
            case .retry(let pause): return wait(pause)
            case .reopen(let pause):
                guard wait(pause) else { return false }
                do throws(StoreError) {
                    // What ails one file may ail the other on the same device, which nobody can mend while either is open.
                    giveUpHistory(current)
                    if isReplacing || current.kind == .corrupt && isAgain {
                        isReplacing = true
                        try replaceJournal()
                        isReplacing = false
                    } else {
                        try store.reopenJournal()
                    }
                    return true
                } catch {
                    current = error
                }
            }
        }
    }

    /// Pauses; false where a stop has run out of time.
    private func wait(_ nanoseconds: Int64) -> Bool {
        if let stop = stopping.withLock({ $0 }), MonotonicClock.now() + nanoseconds >= stop.deadline { return false }
        MonotonicClock.sleep(nanoseconds: nanoseconds)
        return true
    }
}
