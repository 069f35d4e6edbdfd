import BelfryModel

extension [Finding] {
    /// Whether they are no more than one series doing what it has not done before.
    ///
    /// That is worth knowing and not worth waking anybody: of ten thousand sensors some are unusual each day. A second series of
    /// the place that is unusual as well, or a finding of another kind, bears it out.
    var areLoneHint: Bool {
        guard let first else { return false }
        return allSatisfy { finding in
            finding.kind == .anomaly && finding.severity == .warning && finding.series.identity == first.series.identity
        }
    }
}
