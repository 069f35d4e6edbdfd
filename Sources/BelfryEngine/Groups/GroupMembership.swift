import BelfryModel

/// What a series is in the group of a rule: looked up once, read for each of its windows.
struct GroupMembership {
    /// A series under a rule.
    struct Key: Hashable {
        /// The index in the rules in force.
        var rule: Int32
        var series: SeriesID
    }

    /// The place in ``GroupStage/groups``.
    var slot: Int
    /// Whether its values are in another unit than the taxonomy's, which groups are looked at in.
    var isConverted: Bool
}
