/// A series that does what it has not done before: no parameters, since one set of them serves every series.
///
/// Raised at the first reading that is unusual, see ``NoveltyScore``; clears when the rest after it is over and readings are usual.
/// A lone anomaly is a hint and no event: give such rules `severity: warning`.
///
/// For rule packs: use it on quantities that vary by themselves (flow, speed, pollutants, sound, counts of people). Leave out states,
/// batteries, and counters that only rise.
public struct AnomalyParameters: Sendable, Hashable {
    public init() {}
}
