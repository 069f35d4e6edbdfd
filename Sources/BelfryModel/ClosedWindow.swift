/// The aggregates of one window of one series that will take no further reading.
public struct ClosedWindow: Sendable, BitwiseCopyable, Equatable {
    public var series: SeriesID
    /// Inclusive.
    public var start: Timestamp
    /// Exclusive.
    public var end: Timestamp
    /// Readings in the window, at least 1.
    public var count: Int
    public var sum: Double
    public var minimum: Double
    public var maximum: Double
    /// Population standard deviation, at least 0.
    public var standardDeviation: Double
    /// The value with the earliest event time.
    public var first: Double
    /// The value with the latest event time.
    public var last: Double

    /// Arithmetic mean.
    @inlinable
    public var mean: Double { sum / Double(count) }

    public init(
        series: SeriesID,
        start: Timestamp,
        end: Timestamp,
        count: Int,
        sum: Double,
        minimum: Double,
        maximum: Double,
        standardDeviation: Double,
        first: Double,
        last: Double
    ) {
        self.series = series
        self.start = start
        self.end = end
        self.count = count
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
        self.standardDeviation = standardDeviation
        self.first = first
        self.last = last
    }
}
