/// A rule that matches a series and cannot watch it, with the reason: somebody believes this sensor to be guarded.
public struct UnwatchedSeries: Hashable, Sendable {
    /// The series' identity.
    public var series: String
    /// The rule's name.
    public var rule: String
    /// One sentence: what does not fit and what to do.
    public var reason: String
}
