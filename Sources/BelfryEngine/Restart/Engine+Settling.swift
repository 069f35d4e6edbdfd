public import BelfryModel

extension Engine {
    /// Settles findings that were raised before a restart, once what was before has been read again and before threads run.
    ///
    /// | the detector | the finding |
    /// |---|---|
    /// | holds it | stands |
    /// | of a silence, and nothing has come from the series since | is made to hold it, and stands |
    /// | holds none, or another | is over: nothing else would ever clear it |
    /// | has seen nothing of its series | is kept for the series' next word, which may clear it |
    /// | is of no rule in force | is over |
    ///
    /// - Returns: those that are over, cleared as of `now`.
    public func settle(_ raised: [Finding], at now: Timestamp) -> [Finding] {
        let active = raised.map {
            ActiveFinding(rule: $0.rule, identity: $0.series.identity, from: $0.from, value: $0.value)
        }
        var standing = stage.settle(active)
        for (index, shard) in shards.enumerated() {
            standing.formUnion(shard.settle(active) { Placement.shard(of: $0, among: shards.count) == index })
        }
        return zip(raised, active).filter { !standing.contains($0.1) }.map { finding, _ in
            var cleared = finding
            cleared.phase = .cleared
            cleared.to = now
            cleared.detectedAt = now
            cleared.text += " (not borne out by the readings before the restart)"
            return cleared
        }
    }
}
