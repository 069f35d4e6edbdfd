// Rules are tested by small scenarios: readings in, findings expected. They go the way of a replay, in virtual time:
//
//   readings ──► VirtualEngine with the rules ──► findings ──┐
//   expect   ────────────────────────────────────────────────┼─► RuleTestComparison ──► differences
//   incidents ───── what the findings come to on the desk ─────┘

public import BelfryDetection
import BelfryIngest
public import BelfryModel

/// One scenario for rules: what arrives, and what they should find in it.
public struct RuleTest: Sendable {
    public var name: String
    public var place: SourcePlace
    public var rules: [Rule]
    var readings: [ReadingRun]
    public var expectations: [Expectation]
    /// nil: nobody asks.
    public var incidentExpectations: [IncidentExpectation]?
    /// Virtual time ends here.
    var end: Timestamp
    var fleet: [FleetMember]
    var corridors: [Corridor]
    var engine: Configuration.Engine
    /// For times in texts.
    var zone: TimeZoneRule

    /// A finding that should come about.
    public struct Expectation: Sendable, Hashable {
        public var rule: String
        public var sensor: String
        /// nil: whichever.
        public var quantity: String?
        /// When it is detected; nil: whenever.
        public var raised: Timestamp?
        public var clearing = Clearing.any
        public var severity: Severity?
        /// What it says when it is raised, and when it is cleared.
        var saying = SayingExpectation()
        var clearedSaying = SayingExpectation()
        /// How far the times may be off.
        public var toleranceNanoseconds = Self.usualToleranceNanoseconds

        /// Files tell times to the second.
        static let usualToleranceNanoseconds = Nanoseconds.perSecond

        /// What becomes of it.
        public enum Clearing: Sendable, Hashable {
            /// Nobody asks.
            case any
            /// Detected at an instant.
            case at(Timestamp)
            /// Not before the end of the test.
            case never
        }
    }
}

/// How much tests may ask for.
enum RuleTestLimits {
    /// Readings of one test: a day of eleven sensors that speak every second.
    static let readings = 1_000_000
    /// Tests of one file.
    static let tests = 1_000
}
