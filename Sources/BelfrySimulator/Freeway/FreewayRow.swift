public import BelfryModel

/// What one station of a simulated freeway reports of one interval.
public struct FreewayRow: Sendable, Hashable {
    /// When the interval began.
    public var time: Timestamp
    /// Counted from the first in driving direction.
    public var station: Int
    public var count: Int
    public var occupancyPercent: Double
    /// Of the vehicles counted; nil where there was none.
    public var speedKilometresPerHour: Double?
}
