public import BelfryModel

extension Engine {
    /// How unusual the reading of an event time was, in [0, 1]: the highest of the series' anomaly watches.
    ///
    /// For who works the engine by hand: only while no thread works.
    ///
    /// - Returns: 0 where that was not the last reading that they took, nil where there is no such watch.
    public func anomalyScore(of series: SeriesID, at eventTime: Timestamp) -> Double? {
        intake.shard(of: series).flatMap { shards[$0].anomalyScore(of: series, at: eventTime) }
    }
}
