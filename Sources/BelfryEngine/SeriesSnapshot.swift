public import BelfryModel

/// One series as the engine sees it, at a moment of its own.
public struct SeriesSnapshot: Sendable, Equatable {
    public var series: SeriesID
    /// Of the reading that arrived last.
    public var lastValue: Double
    public var lastEventTime: Timestamp
    public var lastArrivalTime: Timestamp
    public var lastQuality: Quality
    /// The interval that a silence rule expects, configured or learnt; nil where no rule knows one yet.
    public var cadenceNanoseconds: Int64?
    /// A rule of kind `sensor_silent` is raised.
    public var isSilent = false
    /// A rule about the sensor's health other than silence is raised.
    public var isFaulty = false
    /// Rules that are raised on it.
    public var raisedRules = 0
}
