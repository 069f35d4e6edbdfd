// A recording through the same rooms as live input, in virtual time and without a thread: what was received is decoded,
// evaluated and correlated exactly as it was, whatever the number of shards.

import BelfryDetection
import BelfryEngine
public import BelfryIncidents
import BelfryIngest
public import BelfryModel
import BelfrySimulator
import Synchronization

/// Feeds recordings through ingest, engine and incidents.
public struct Replay {
    /// What a replay tells, in order of time.
    public enum Output: Sendable {
        case finding(Finding)
        case incident(IncidentEvent)
    }

    /// What a replay took in.
    public struct Summary: Sendable, Equatable {
        public var messages = 0
        public var readings = 0
        public var findings = 0
        /// Of each table with rows out of order that were taken all the same.
        public var disorder: [TableDisorder] = []
    }

    private let configuration: Configuration
    private let rules: RuleSet

    /// Where the anomaly scores of tables go, if anywhere.
    private let scores: String?

    /// A replay under a configuration.
    ///
    /// - Parameter scores: the file that gets a score for each row of a table.
    /// - Throws: ``FileFault`` where the rules do not go together.
    public init(configuration: Configuration, scores: String? = nil) throws(FileFault) {
        do {
            rules = try RuleSet(
                scores == nil ? configuration.rules : ScoreSheet.rules(configuration.rules),
                corridors: configuration.corridors,
                configurationHash: configuration.hash
            )
            try configuration.engineConfiguration(clock: nil).check(rules)
        } catch {
            throw FileFault(file: "the rules", reason: "\(error)")
        }
        self.configuration = configuration
        self.scores = scores
    }

    /// Goes through files in the order given; their times must not decrease from one to the next.
    ///
    /// Of a table some rows may, see ``TableOrder``.
    ///
    /// - Parameter output: gets findings and incident events as they come about.
    /// - Throws: ``FileFault`` for a file that cannot be read, or what `output` throws.
    @discardableResult
    public func run(files: [String], output: (Output) throws -> Void) throws -> Summary {
        var sheet = try scores.map { try ScoreSheet($0) }
        var run = ReplayRun(configuration: configuration, rules: rules)
        for file in files {
            if file.hasSuffix(".csv") {
                try run.table(file, scores: &sheet, output)
            } else if scores != nil {
                throw FileFault(file: file, reason: "scores are of tables; this is no .csv file")
            } else {
                try run.trace(file, output)
            }
        }
        try run.finish(output)
        try sheet?.finish()
        return run.summary
    }
}
