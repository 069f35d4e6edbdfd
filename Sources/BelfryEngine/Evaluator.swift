// The engine's pure machine: readings and ticks in, verdicts out; no thread, no ring, no clock.
//
// Determinism rests on three sentences:
//
//  1. A series' state changes by nothing but its own readings and its own deadlines. So placement on shards and the
//     readings of others cannot matter.
//  2. Before a reading that arrived at `a` is evaluated, the series' own deadlines ≤ a have fired, in order, each
//     evaluated as of its own instant. A tick at `now` fires those ≤ now. So it cannot matter where ticks fall:
//
//          deadline 3        deadline 7         reading 9
//     ────────┼─────────────────┼──────────────────┼───────►  arrival clock
//                     ▲ tick 5: fires 3               reading 9: fires 7, then is evaluated
//                     without it the reading fires 3 and 7, with the same verdicts
//
//  3. A verdict bears the instant that brought it about, never the tick. The correlation stage sorts by it.

import BelfryDetection
import BelfryModel
import BelfryWindows

/// One shard's series and their evaluation.
struct Evaluator: ~Copyable {
    typealias State = UnsafeMutablePointer<SeriesState>

    /// What happened so far.
    struct Tally {
        var series = 0
        /// What their states take.
        var stateBytes = 0
        var readings = 0
        var late = 0
        /// Readings whose own time cannot be.
        var mistimed = 0
        /// Sensors whose clock was set back, each time.
        var clocksSetBack = 0
        /// With values; told once.
        var windowsClosed = 0
        /// Of them, those with too few.
        var windowsIncomplete = 0
        /// Told anew because a reading came late.
        var windowsRevised = 0
        /// Without values, from sensors that live.
        var windowsEmpty = 0

        mutating func count(_ window: ClosedWindow) {
            guard window.revision == 0 else {
                windowsRevised += 1
                return
            }
            switch window.standing {
            case .complete: windowsClosed += 1
            case .incomplete:
                windowsClosed += 1
                windowsIncomplete += 1
            case .empty: windowsEmpty += 1
            case .idle: break
            }
        }
    }

    let latenessNanoseconds: Int64
    /// Of the series that are catching up, by number: seldom any, so that the others pay nothing for it.
    var backlogs: [Int32: Backlog] = [:]
    /// Series whose last reading had no known unit.
    var withoutUnit: Set<SeriesID> = []
    /// Whether what is being evaluated is of a backlog.
    var isBelated = false
    /// What every series keeps besides the windows of its rules.
    let windows: [WindowDefinition]
    var tally = Tally()
    /// Verdicts and passed ticks in the order in which they came about; the owner takes them out.
    var outbox: [ShardOutput] = []

    var rules: RuleSet
    /// When each of the rules is judged.
    var schedules: [RuleSchedule?] = []
    var generation: Int32 = 0
    /// The last tick.
    var now = Timestamp.distantPast
    /// The last tick, or a later arrival: no series was evaluated after it.
    var newestInstant = Timestamp.distantPast
    var heap = DeadlineHeap()
    /// By series number; it grows when a higher number is first seen.
    var states: UnsafeMutableBufferPointer<State?>
    /// What a record in an image needs to fit, by series number; see ``EngineImage``.
    var purposes: [UInt64] = []
    var layouts: SeriesLayouts
    /// Where the states lie.
    var memory = StateMemory()
    /// Findings to take up again when their series is first seen, by identity.
    var restoring: [String: [ActiveFinding]]
    let registry: SeriesRegistry
    let book: RuleBook
    let images: ImageDesk
    let imageFormat: ImageFormat

    init(
        latenessNanoseconds: Int64,
        windows: [WindowDefinition],
        restoring: [ActiveFinding],
        registry: SeriesRegistry,
        book: RuleBook,
        images: ImageDesk,
        imageFormat: ImageFormat
    ) {
        self.latenessNanoseconds = latenessNanoseconds
        self.windows = windows
        self.layouts = SeriesLayouts(latenessNanoseconds: latenessNanoseconds)
        self.restoring = Dictionary(grouping: restoring, by: \.identity)
        self.registry = registry
        self.book = book
        self.images = images
        self.imageFormat = imageFormat
        self.rules = book.rules(of: generation)
        self.schedules = self.rules.rules.map(\.schedule)
        self.states = .allocate(capacity: 0)
    }

    deinit {
        states.deallocate()
    }

    /// Says a verdict at an instant.
    mutating func emit(
        _ verdict: Verdict,
        at instant: Timestamp,
        isWithdrawal: Bool = false,
        isDoubted: Bool = false,
        isOutsideHours: Bool = false
    ) {
        var verdict = verdict
        verdict.detectedAt = instant
        outbox.append(
            ShardOutput(
                verdict: verdict,
                instant: instant,
                generation: generation,
                isWithdrawal: isWithdrawal,
                isDoubted: isDoubted,
                isOutsideHours: isOutsideHours,
                isBelated: isBelated && verdict.phase == .raised
            )
        )
    }
}
