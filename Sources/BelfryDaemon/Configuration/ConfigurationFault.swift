/// One thing that is wrong with the configuration: where, what, and what to do about it.
public struct ConfigurationFault: Error, Hashable, Sendable, CustomStringConvertible {
    public var place: SourcePlace
    /// What is wrong, for example `unknown key "brokr" in mqtt`.
    public var problem: String
    /// What to write or do instead; empty where the problem says it already.
    public var remedy: String

    public init(_ place: SourcePlace, _ problem: String, remedy: String = "") {
        self.place = place
        self.problem = problem
        self.remedy = remedy
    }

    public var description: String {
        remedy.isEmpty ? "\(place): \(problem)" : "\(place): \(problem); \(remedy)"
    }
}

/// Everything that is wrong with a configuration, so that one run of `belfry check` shows it all.
public struct ConfigurationFaults: Error, Sendable, CustomStringConvertible {
    /// By file, line and column; at least one.
    public var faults: [ConfigurationFault]

    public init(_ faults: [ConfigurationFault]) {
        self.faults = faults
    }

    /// One fault a line.
    public var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

/// Gathers faults while the rest of the configuration is still being read.
///
/// A class, since the readers of nested sections all report to the same list; it never leaves one call of `load`.
final class FaultCollector {
    /// Each fault once: a misspelt CSV column is met in every row.
    private var faults = Set<ConfigurationFault>()
    private var warnings = Set<ConfigurationFault>()

    /// Beyond this many faults, or warnings, more of them help nobody; the rest is dropped.
    static let limit = 200

    /// Takes down one fault.
    func report(_ place: SourcePlace, _ problem: String, remedy: String = "") {
        guard faults.count < Self.limit else { return }
        faults.insert(ConfigurationFault(place, problem, remedy: remedy))
    }

    /// Takes down what is allowed and will hardly be meant.
    func warn(_ place: SourcePlace, _ problem: String, remedy: String = "") {
        guard warnings.count < Self.limit else { return }
        warnings.insert(ConfigurationFault(place, problem, remedy: remedy))
    }

    /// The warnings by place.
    var sortedWarnings: [ConfigurationFault] {
        warnings.sorted { ($0.place, $0.problem) < ($1.place, $1.problem) }
    }

    /// How many faults there are: a reader that finds more than before knows that its own value is incomplete.
    var count: Int { faults.count }

    /// The faults by place.
    var sorted: [ConfigurationFault] {
        faults.sorted { ($0.place, $0.problem) < ($1.place, $1.problem) }
    }

    /// - Throws: what was reported, if anything was.
    func throwIfAny() throws(ConfigurationFaults) {
        if !faults.isEmpty { throw ConfigurationFaults(sorted) }
    }
}
