public import BelfryModel

/// What a verdict of a joint detector is about.
public enum JointSubject: Hashable, Sendable {
    /// All of it.
    case group
    /// The stretch of a corridor that begins at a station, from 0.
    case section(Int)
    /// One of its series.
    case member(SeriesID)
}
