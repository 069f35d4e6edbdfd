public import BelfryModel

/// What the engine has done so far: numbers that may be a moment apart, read without stopping anybody.
public struct EngineSnapshot: Sendable, Equatable {
    /// Series evaluated.
    public var series: Int
    /// What the states of all series take: windows, detectors, and what every series has.
    public var stateBytes: Int
    public var shards: Int
    /// Times that a sensor's clock was found to have been set back.
    public var clocksSetBack: Int
    /// Windows with values that have ended.
    public var windowsClosed: Int
    /// Of them, those with less data capture than ``WindowStanding/leastCoverage``.
    public var windowsIncomplete: Int
    /// Times that a window was told anew, since a reading came late.
    public var windowsRevised: Int
    /// Windows without values, of sensors that live.
    public var windowsEmpty: Int
    public var readingsEvaluated: Int
    /// Of them, those older than their series' clock less the allowed lateness.
    public var readingsLate: Int
    /// Of them, those whose own time cannot be: the arrival stands in for it.
    public var readingsMistimed: Int
    /// Readings not evaluated, because nobody knew their series or its number was over the limit.
    public var readingsRefused: Int
    /// Findings handed over.
    public var findings: Int
    /// How full the fullest shard's ring is, 0...1.
    public var ringFill: Double
    /// The last tick whose findings were handed over; it stands still when a thread of the engine does.
    public var through: Timestamp
    /// From detection (arrival of the deciding reading, or the deadline) to the handing over; nil where none was measured.
    public var latency: Latency?
    /// Pairs of a rule and a series that match and cannot be watched; see ``Engine/unwatchedSeries()``.
    public var unwatched: Int

    /// Times that a thread of the engine went to sleep for want of work; it rises by a few a tick while nothing comes.
    public var parks: Int
    /// Times that a thread looked for work in vain before it slept: idle, a few dozen a tick.
    public var idleLooks: Int

    /// Quantiles of the latency since the start, in nanoseconds, to within an eighth; the maximum is exact.
    public struct Latency: Sendable, Equatable {
        public var count: Int
        public var p50Nanoseconds: Int64
        public var p99Nanoseconds: Int64
        public var maximumNanoseconds: Int64
    }
}
