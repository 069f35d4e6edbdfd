// The one thread that writes. It takes what the daemon hands it, and does not let go of it until the disk has it.

public import BelfryIncidents
public import BelfryModel
import Dispatch
import Foundation
import Synchronization

/// Commits batches and saves incidents on a thread of its own, through disk faults.
///
/// ```
///   ingest ──submit(batch)──►┌───────┐            ┌───────────┐ append ┌───────┐
///                            │ queue ├─► thread ─►│  attempt  ├───────►│ Store │
///   incidents ─submit(events)►──────┘             └──┬─────▲──┘        └───┬───┘
///                                            durable │     │ pause, reopen │ fault
///                completion(.success) ◄──────────────┘     └───────────────┘
/// ```
///
/// A batch is kept until it is durable, however long the disk takes, and is reported as stored once and only then. What
/// waits is bounded: batches by the caller, who opens no other before the last one is acknowledged, and incidents by
/// ``StoreWriterLimits/waitingIncidents``.
public final class StoreWriter: Sendable {
    private struct Stop {
        /// When to let go of what the disk will not take.
        var deadline: Int64
    }

    public let store: Store
    private let queue = Mutex(StoreWriterQueue())
    private let health = Mutex(StoreHealth())
    private let stopping = Mutex<Stop?>(nil)
    private let inHand = Atomic<Int>(0)
    private let wakeUp = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    /// A writer for an open store; nothing runs before ``start()``.
    public init(store: Store) {
        self.store = store
    }

    /// Starts the thread; once.
    public func start() {
        let thread = Thread {
            // Foundation tells the kernel at times only, whose list of threads an operator reads.
            try? Data("belfry-store".utf8).write(to: URL(filePath: "/proc/thread-self/comm"))
            self.run()
        }
        thread.start()
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

    /// Asks for old readings to be pruned when nothing else is to be written.
    public func requestPrune(now: Timestamp) {
        queue.withLock { $0.requestPrune(now: now) }
        wakeUp.signal()
    }

    /// The disk's state and what waits for it; from any thread, without waiting for a commit.
    public func status() -> StoreWriterStatus {
        let now = MonotonicClock.now()
        let health = health.withLock { $0 }
        return queue.withLock { queue in
            StoreWriterStatus(
                state: health.state(now: now),
                reason: health.reason(now: now),
                fault: health.fault,
                refusal: health.refusal,
                lastCommitNanoseconds: health.lastCommitNanoseconds,
                waitingBatches: queue.batchCount + inHand.load(ordering: .relaxed),
                waitingIncidents: queue.incidentCount,
                droppedIncidents: queue.droppedIncidents,
                lastImage: queue.lastImage,
                droppedImages: queue.droppedImages
            )
        }
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
        return health.withLock { $0.fault == nil }
    }

    // MARK: - The thread

    private func run() {
        while true {
            if let work = queue.withLock({ $0.next() }) {
                perform(work)
            } else if stopping.withLock({ $0 != nil }) {
                finished.signal()
                return
            } else {
                wakeUp.wait()
            }
        }
    }

    private func perform(_ work: StoreWriterQueue.Work) {
        switch work {
        case .commit(let batch, let completion):
            inHand.store(1, ordering: .relaxed)
            let result = commit(batch)
            noteGivenUp(result)
            inHand.store(0, ordering: .relaxed)
            completion(result)
            maintain { () throws(StoreError) in try store.checkpointIfDue() }
        case .save(let events):
            // Only a conflict or a stop ends it unsaved; the status then has the refusal, or the fault.
            noteGivenUp(attempt { () throws(StoreError) in try store.save(events) })
        case .keep(let image):
            // Lost, the journal is read from the image before.
            let isKept = maintain { () throws(StoreError) in try store.save(image) }
            queue.withLock { $0.noteImage(image.instant, isKept: isKept) }
            maintain { () throws(StoreError) in try store.checkpointIfDue() }
        case .prune(let now):
            maintain { () throws(StoreError) in
                if try store.prune(now: now).isMoreDue { requestPrune(now: now) }
            }
        }
    }

    private func noteGivenUp(_ result: Result<Void, StoreError>) {
        if case .failure = result { queue.withLock { $0.refuseImages() } }
    }

    private func commit(_ batch: CommitBatch) -> Result<Void, StoreError> {
        let before = store.lastBatch
        return attempt { () throws(StoreError) in
            // A commit whose last fsync failed may have reached the file after all: opening again has read it back and
            // synced it, and a second row would double its readings.
            let isStored = !batch.readings.isEmpty && store.lastBatch > before
            if !isStored { try store.append(batch) }
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
        while true {
            switch health.withLock({ $0.fail(current) }) {
            case .giveUp: return false
            case .retry(let pause): return wait(pause)
            case .reopen(let pause):
                guard wait(pause) else { return false }
                do throws(StoreError) {
                    try store.reopen()
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
