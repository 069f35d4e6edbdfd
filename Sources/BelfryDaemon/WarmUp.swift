import BelfryEngine
import BelfryModel
import BelfryStore
import Synchronization

/// The ``RestartGate`` between the correlation thread and the start.
final class WarmUpGate: Sendable {
    private let gate: Mutex<RestartGate>

    /// A gate that knows which findings the store has.
    init(known: Set<String>) {
        gate = Mutex(RestartGate(known: known))
    }

    /// Closes until the journal's tail, which ends with a reading of `newest`, has been read.
    func close(before newest: Timestamp, exact: Set<SeriesID>) {
        gate.withLock { $0.close(before: newest, exact: exact) }
    }

    /// Opens, and tells which findings stand and were held back.
    func open(at now: Timestamp) -> [Finding] { gate.withLock { $0.open(at: now) } }

    /// The findings that go on to the desk.
    func pass(_ findings: [Finding]) -> [Finding] { gate.withLock { $0.pass(findings) } }
}

/// Feeds the journal's tail through an engine that is worked by hand.
struct WarmUp {
    /// Reads the tail from `start` on into `engine`.
    ///
    /// - Parameters:
    ///   - restored: the series that go on from an image.
    ///   - also: gets each reading too, to rebuild what duplicates are told by.
    /// - Returns: how many readings the engine was given.
    static func run(
        from start: Timestamp,
        store: Store,
        engine: Engine,
        restored: RestoredSeries,
        also: (Reading) -> Void
    ) throws(StoreError) -> Int {
        var count = 0
        var tail = JournalTail(restored: restored)
        func feed(_ reading: Reading) {
            also(reading)
            let steps = tail.steps(before: reading)
            if let tick = steps.tick {
                engine.tick(tick)
                engine.step()
            }
            if let since = steps.unheardSince { engine.resume(reading.arrivalTime, since: since) }
            guard steps.isEvaluated else { return }
            count += 1
            withUnsafePointer(to: reading) { pointer in
                let one = UnsafeBufferPointer(start: pointer, count: 1)
                while engine.submit(one) == 0 { engine.step() }
            }
        }
        do {
            _ = try store.replayJournal(since: start) { feed($0) }
        } catch let error as StoreError {
            throw error
        } catch {
            // The body throws nothing, so nothing else can come here.
            return count
        }
        return count
    }
}
