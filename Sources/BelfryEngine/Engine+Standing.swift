import BelfryModel

// What stands raised, asked and told around a restart; by hand, while no threads run.

extension Engine {
    /// Whether a finding that was raised before a restart still stands, once what was before has been read again.
    public enum Standing: Sendable {
        /// The detector holds it.
        case raised
        /// The detector holds none, or another: nothing will ever clear this one.
        case over
        /// Nothing has come from its series: it is held for the series' next word, which may clear it.
        case unheard
    }

    /// How findings stand, in their order; those of series that nothing has come from are kept for their next word.
    public func standings(of findings: [ActiveFinding]) -> [Standing] {
        let raised = Set(shards.flatMap { $0.activeFindings() } + stage.activeFindings()).map(StandingKey.init)
        let standing = Set(raised)
        let heard = Set(shards.flatMap { $0.identities() } + stage.groupIdentities())
        return findings.map { finding in
            if standing.contains(StandingKey(finding)) { return .raised }
            if heard.contains(finding.identity) { return .over }
            shards[Placement.shard(of: finding.identity, among: shards.count)].keep(finding)
            stage.keep(finding)
            return .unheard
        }
    }
}

/// A finding without its value.
private struct StandingKey: Hashable {
    var rule: String
    var identity: String
    var from: Timestamp

    init(_ finding: ActiveFinding) {
        rule = finding.rule
        identity = finding.identity
        from = finding.from
    }
}
