/// Whether anybody has checked a value yet.
///
/// Intuition: an alert cannot wait for the laboratory, and a report to the Commission cannot rest on what nobody looked
/// at. So a value says which of the two it is, and whatever is made of several values is as good as the worst of them.
/// ```
///   provisional + validated = provisional
/// ```
/// Limits: a gateway only ever produces provisional values. Validated ones come with an import, from the network's
/// operator; nothing here turns the one into the other.
///
/// Not done: the finer codes of e-reporting (1 verified, 2 preliminarily verified, 3 not verified). The middle one says
/// who looked, not what may be done with the value.
///
/// Source: Commission Implementing Decision 2011/850/EU, article 10 (validated and up-to-date data).
public enum DataStatus: UInt8, Comparable, Hashable, Sendable, BitwiseCopyable {
    /// As measured, after automatic tests at most.
    case provisional
    /// Checked by the operator of the network.
    case validated

    /// Provisional is worth less.
    public static func < (left: DataStatus, right: DataStatus) -> Bool { left.rawValue < right.rawValue }

    /// What two values together are.
    public func combined(with other: DataStatus) -> DataStatus { min(self, other) }
}
