// After a restart the engine knows nothing: windows are empty, cadences unlearnt. The journal's tail has the readings that
// it would know, so they go through it once more before the first new one.
//
//     journal ──────────────┬───── tail ─────┐                     live
//     findings raised here ─┘ are handed to  │ downtime ─► resume ─►
//     the engine as raised    the gate opens for what the crash may have cut off
//
// Series that an image of the engine holds go on from there: what the tail says of them after it is as exact as it was.
//
//     image ───────────────────┬─ its tail ──┐
//
// Of other series (seen since, or watched by other rules than before) the tail mostly says again what is known. Of what is
// not, only the last minute counts: it may have been detected and not yet saved. Anything older is an artefact of beginning
// in the middle, unless it still stands at the end: the detector holds it, and would never tell of it again. A silence counts
// at the end alone: the tail does not say when a broker or Belfry itself was away, and whoever spoke again was only unheard.

import BelfryEngine
import BelfryModel
import BelfryStore
import Synchronization

/// Lets findings through: all of them live, during the warm-up only those that a crash may have cut off.
final class WarmUpGate: Sendable {
    fileprivate struct State {
        /// Raised findings before this instant are artefacts; nil once live.
        var trustedFrom: Timestamp?
        /// Series that go on from an image: whatever is said of them is exact.
        var exact: Set<SeriesID> = []
        /// Findings of the tail that stand raised at its end and may be artefacts.
        var heldBack: [Finding] = []
    }

    private let state = Mutex(State())
    private let known: Set<String>

    /// A gate that knows which findings the store has.
    init(known: Set<String>) {
        self.known = known
    }

    /// Begins the warm-up; until ``open()`` only what was detected at `trustedFrom` or later and is no silence, or is known,
    /// passes.
    ///
    /// - Parameter exact: series of which all but silences passes.
    func begin(trustedFrom: Timestamp, exact: Set<SeriesID> = []) {
        state.withLock {
            $0.trustedFrom = trustedFrom
            $0.exact = exact
        }
    }

    /// Ends the warm-up and tells which findings stand raised and were held back until now.
    func open() -> [Finding] {
        state.withLock { state in
            state.trustedFrom = nil
            defer { state.heldBack = [] }
            return state.heldBack
        }
    }

    /// The findings that go on to the desk.
    func pass(_ findings: [Finding]) -> [Finding] {
        state.withLock { state in
            guard let trustedFrom = state.trustedFrom else { return findings }
            return findings.filter { finding in
                known.contains(finding.id) || state.trusts(finding, since: trustedFrom)
            }
        }
    }
}

extension WarmUpGate.State {
    /// Whether a finding that the store does not have is none of the warm-up's making; else it waits for the end.
    fileprivate mutating func trusts(_ finding: Finding, since trustedFrom: Timestamp) -> Bool {
        if finding.phase == .cleared, let index = heldBack.firstIndex(where: { $0.id == finding.id }) {
            heldBack.remove(at: index)
            return false
        }
        let isExact = finding.detectedAt >= trustedFrom || exact.contains(finding.series.id)
        let isTrusted = isExact && finding.kind != .sensorSilent
        if !isTrusted, finding.phase == .raised { heldBack.append(finding) }
        return isTrusted
    }
}

/// Feeds the journal's tail through an engine that is worked by hand.
struct WarmUp {
    /// Windows longer than this begin anew after a restart: reading more would delay the start.
    static let longestNanoseconds = 2 * Nanoseconds.perHour
    /// The least that is read, enough to learn the cadence of most sensors.
    static let shortestNanoseconds = 10 * Nanoseconds.perMinute
    /// What was detected within this before the end may not have been saved.
    static let unsavedNanoseconds = Nanoseconds.perMinute
    /// When no sensor at all was heard for so long, it was not for the sensors: no silence is counted from before.
    static let outageNanoseconds = 5 * Nanoseconds.perSecond
    /// Time moves on in steps of this while the tail is read.
    private static let tickNanoseconds = Nanoseconds.perSecond

    /// How much of the journal the rules' windows need.
    static func span(longestWindow: Int64, lateness: Int64) -> Int64 {
        min(max(longestWindow + lateness, shortestNanoseconds), longestNanoseconds)
    }

    /// Reads the tail from `start` on into `engine`.
    ///
    /// - Parameters:
    ///   - restored: the series that go on from an image: they have seen what came before it.
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
        var nextTick = Timestamp.distantPast
        var last = Timestamp.distantFuture
        func feed(_ reading: Reading) {
            also(reading)
            if reading.arrivalTime >= nextTick, nextTick != .distantPast {
                engine.tick(nextTick)
                engine.step()
            }
            if reading.arrivalTime.nanosecondsSince(last) >= outageNanoseconds {
                engine.resume(reading.arrivalTime, since: last)
            }
            last = reading.arrivalTime
            if reading.arrivalTime >= nextTick {
                nextTick = reading.arrivalTime.advanced(byNanoseconds: tickNanoseconds)
            }
            if reading.flags.contains(.replayed) { return }
            if reading.arrivalTime <= restored.instant, restored.series.contains(reading.series) { return }
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
