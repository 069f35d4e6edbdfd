public import BelfryModel

/// What is expected of a series, so that a window without readings can be told from a sensor that is away.
public struct SeriesPace: Sendable, BitwiseCopyable {
    /// The event time of the newest reading that says that the sensor lives.
    public var newestEventTime: Timestamp
    /// The interval between readings, configured or learnt; 0: not known.
    public var intervalNanoseconds: Int64

    public init(newestEventTime: Timestamp, intervalNanoseconds: Int64 = 0) {
        self.newestEventTime = newestEventTime
        self.intervalNanoseconds = intervalNanoseconds
    }

    /// Intervals that a sensor may miss before a window without readings says nothing of what it measures.
    static let missedIntervals: Int64 = 3

    /// The last end of a span without readings that is empty and not idle.
    var liveThrough: Int64 {
        let patience = Self.missedIntervals.multipliedReportingOverflow(by: intervalNanoseconds)
        return newestEventTime.advanced(byNanoseconds: patience.overflow ? .max : patience.partialValue).nanoseconds
    }

    /// The share of the readings expected in a span that came, at most 1; NaN where none are expected.
    func coverage(count: UInt32, nanoseconds: Int64) -> Float {
        guard intervalNanoseconds > 0 else { return .nan }
        let expected = Double(nanoseconds) / Double(intervalNanoseconds)
        return Float(min(1, Double(count) / max(1, expected)))
    }
}
