public import BelfryModel

/// Whether a value is further from the one before than its quantity can move in the time between.
///
/// Limits: both sides of a glitch are flagged, and a slow drift is not. A gap says nothing: after a missing value the next is good.
/// Refused: rates over more than two values, which `rate_of_change` rules have. Source: IOOS, "Manual for Real-Time Quality
/// Control", test 7.
public struct QartodRateOfChange: Sendable, Hashable, BitwiseCopyable {
    /// In the unit of the values a second; infinite where there is no such limit.
    public var suspectPerSecond: Double
    public var failPerSecond: Double

    private var previous = Double.nan
    private var previousTime = Timestamp.distantPast

    public init(suspectPerSecond: Double, failPerSecond: Double = .infinity) {
        self.suspectPerSecond = suspectPerSecond
        self.failPerSecond = failPerSecond
    }

    /// Takes in the next value, nil where it is missing.
    public mutating func flag(_ value: Double?, at time: Timestamp) -> QartodFlag {
        let value = value.flatMap { $0.isFinite ? $0 : nil } ?? .nan
        defer { (previous, previousTime) = (value, time) }
        if value.isNaN { return .missing }
        guard !previous.isNaN else { return .good }
        // Of the seconds between, the whole ones, as the reference has it.
        let seconds = Double(time.nanosecondsSince(previousTime) / Nanoseconds.perSecond)
        let rate = ((value - previous) / seconds).magnitude
        if rate > failPerSecond { return .fail }
        return rate > suspectPerSecond ? .suspect : .good
    }
}
