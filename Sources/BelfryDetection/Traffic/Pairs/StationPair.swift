import BelfryModel

/// Two neighbouring stations of a corridor in one interval.
struct StationPair {
    /// The place of the upstream one in driving direction, from 0; the other one is next.
    var index: Int
    var start: Timestamp
    var end: Timestamp
    var upstream: StationMeasures
    var downstream: StationMeasures
}
