public import BelfryModel

extension Engine {
    /// How unusual the last reading of a series was, in [0, 1]: the highest of its anomaly watches; nil where it has none.
    ///
    /// For who works the engine by hand: only while no thread works.
    public func anomalyScore(of series: SeriesID) -> Double? {
        intake.shard(of: series).flatMap { shards[$0].anomalyScore(of: series) }
    }
}
