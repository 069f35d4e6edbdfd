import BelfryDetection
import BelfryEngine
import BelfryIncidents
import BelfryIngest
import BelfryModel
import BelfrySimulator

/// Everything that one life of a daemon gave its engine, in order, and what came of it.
struct InputRecord {
    enum Step {
        /// So many of ``readings``.
        case readings(Int)
        case tick(Timestamp)
        case resume(Timestamp, since: Timestamp)
        /// The arrival clock was set.
        case clock(from: Timestamp, to: Timestamp)
        /// In force with the tick that follows.
        case rules(RuleSet)
        /// The warm-up is over.
        case live(WarmUpEnd)
    }

    /// What came from the broker, as `InputRecorder` notes it, and what it has no word for.
    enum TraceStep {
        case message(TraceRecord)
        case pause(TracePause)
        case clock(TraceClock)
        case rules(RuleSet, at: Timestamp)
    }

    let rules: RuleSet
    let catalog: SeriesCatalog
    /// As they were at the start.
    let restoring: [ActiveFinding]
    let flow: IncidentFlow
    /// What the engine went on from.
    let image: EngineImage?

    private(set) var steps: [Step] = []
    private(set) var readings: [Reading] = []
    private(set) var lastTick = Timestamp.distantPast
    /// In force at the end.
    private(set) var lastRules: RuleSet
    var findings: [Finding] = []
    var events: [IncidentEvent] = []
    /// Only of a life that began without a journal: what was before is not in a trace.
    private(set) var trace: [TraceStep] = []
    /// An outage under way: its line is written when it is over.
    private var pause: TracePause?

    init(rules: RuleSet, catalog: SeriesCatalog, restoring: [ActiveFinding], flow: IncidentFlow, image: EngineImage?) {
        self.rules = rules
        self.lastRules = rules
        self.catalog = catalog
        self.restoring = restoring
        self.flow = flow
        self.image = image
    }

    mutating func note(_ new: [Reading]) {
        guard !new.isEmpty else { return }
        readings += new
        if case .readings(let count)? = steps.last {
            steps[steps.count - 1] = .readings(count + new.count)
        } else {
            steps.append(.readings(new.count))
        }
    }

    mutating func note(_ step: Step) {
        if case .tick(let instant) = step { lastTick = instant }
        if case .clock(_, let instant) = step { lastTick = instant }
        if case .rules(let rules) = step { lastRules = rules }
        steps.append(step)
    }

    // MARK: - The trace, as `InputRecorder` writes it

    mutating func note(_ message: TraceRecord) {
        notePause()
        trace.append(.message(message))
    }

    /// Notes that at this tick nothing could be heard; ticks in a row become one pause.
    mutating func noteUnheard(at now: Timestamp) {
        pause = TracePause(arrival: now, unheardSince: pause?.unheardSince ?? now)
    }

    /// The same for a stretch that nobody was awake in.
    mutating func noteUnheard(from: Timestamp, to: Timestamp) {
        notePause()
        pause = TracePause(arrival: to, unheardSince: from)
    }

    mutating func note(_ clock: TraceClock) {
        notePause()
        trace.append(.clock(clock))
    }

    mutating func note(_ rules: RuleSet, at now: Timestamp) {
        notePause()
        trace.append(.rules(rules, at: now))
    }

    /// Writes the pause that is over, or with which the recording ends.
    mutating func notePause() {
        if let pause { trace.append(.pause(pause)) }
        pause = nil
    }
}
