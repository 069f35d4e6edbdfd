// After a restart the engine knows nothing: windows are empty, cadences unlearnt. The journal's tail has the readings that
// it would know, so they go through it once more before the first new one.
//
//     journal ──────────────┬───── tail ─────┐                     live
//     findings raised here ─┘ are handed to  │ downtime ─► resume ─►
//     the engine as raised    the gate opens for what the crash may have cut off
//
// Series that an image of the engine holds go on from there:
//
//     image ───────────────────┬─ its tail ──┐

import BelfryDetection
public import BelfryModel

/// How the journal's tail is read again; pure, so that a daemon and a simulation of one do the same.
public struct JournalTail: Sendable {
    /// Windows longer than this begin anew without an image, and an image that is older is none: reading more would delay the
    /// start.
    public static let longestNanoseconds = 2 * Nanoseconds.perHour
    /// The least that is read without an image, enough to learn the cadence of most sensors.
    static let shortestNanoseconds = 10 * Nanoseconds.perMinute
    /// When no sensor at all was heard for so long, it was not for the sensors: no silence is counted from before.
    static let outageNanoseconds = 5 * Nanoseconds.perSecond
    /// Time moves on in steps of this.
    static let tickNanoseconds = Nanoseconds.perSecond

    /// What comes before a reading, in this order, and whether it is evaluated.
    public struct Steps: Sendable {
        public var tick: Timestamp?
        /// Nothing could arrive between here and the reading.
        public var unheardSince: Timestamp?
        public var isEvaluated: Bool
    }

    private let restored: RestoredSeries
    private var nextTick = Timestamp.distantPast
    private var last = Timestamp.distantFuture

    /// - Parameter restored: the series that go on from an image: they have seen what came before it.
    public init(restored: RestoredSeries) {
        self.restored = restored
        // Nothing of before the image is read where it holds all: it was made when something had just been heard.
        if restored.instant != .distantPast { last = restored.instant }
    }

    /// What to do with the next reading of the tail, by arrival.
    public mutating func steps(before reading: Reading) -> Steps {
        let arrival = reading.arrivalTime
        var steps = Steps(isEvaluated: true)
        if arrival >= nextTick {
            if nextTick != .distantPast { steps.tick = nextTick }
            nextTick = arrival.advanced(byNanoseconds: Self.tickNanoseconds)
        }
        // What an image holds has been excused then.
        if arrival > restored.instant, arrival.nanosecondsSince(last) >= Self.outageNanoseconds {
            steps.unheardSince = last
        }
        last = arrival
        let isKnown = arrival <= restored.instant && restored.series.contains(reading.series)
        steps.isEvaluated = !reading.flags.contains(.replayed) && !isKnown
        return steps
    }

    /// From where the journal is read for series that no image holds.
    public static func start(before newest: Timestamp, longestWindow: Int64, lateness: Int64) -> Timestamp {
        let span = min(max(longestWindow + lateness, shortestNanoseconds), longestNanoseconds)
        return newest.advanced(byNanoseconds: -span)
    }

    /// Whether an image is young enough to go on from.
    public static func reaches(_ image: Timestamp, from newest: Timestamp) -> Bool {
        newest.nanosecondsSince(image) <= longestNanoseconds
    }

    /// Whether a finding is to be taken as raised: its beginning lies before the tail, which will not tell it again.
    ///
    /// - Parameter start: where the tail begins.
    public static func isBefore(_ start: Timestamp, _ finding: Finding) -> Bool { beginning(of: finding) < start }

    /// When the readings began to arrive that a finding rests on.
    ///
    /// Its `from` does not say it, being the sensor's time but for silences and clocks: a sensor may be hours behind, or send
    /// hours at once, and so have told the tail's readings as of long before. How long the condition held is in the evidence.
    private static func beginning(of finding: Finding) -> Timestamp {
        func seconds(_ code: VerdictEvidence.Code) -> Double? {
            finding.evidence.first { $0.name == code.name }?.value
        }
        if seconds(.silentSeconds) ?? seconds(.aheadLimitSeconds) != nil { return finding.from }
        let held = seconds(.heldSeconds) ?? seconds(.windowSeconds) ?? seconds(.spanSeconds) ?? 0
        let patience = seconds(.members) == nil ? 0 : EngineLimits.groupPatienceNanoseconds
        return finding.detectedAt.advanced(byNanoseconds: -Nanoseconds.from(seconds: held) - patience)
    }

    /// Findings that were detected before this are none that the tail could tell again.
    ///
    /// From the tail and not from the start: Belfry may have been away for days.
    public static func findingsSince(start: Timestamp, newest: Timestamp?, image: Timestamp?) -> Timestamp {
        min(start, newest ?? start, image ?? start).advanced(byNanoseconds: -2 * longestNanoseconds)
    }
}
