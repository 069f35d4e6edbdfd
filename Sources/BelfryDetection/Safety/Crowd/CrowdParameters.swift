public import BelfryModel

/// A crowd that is too dense, or about to be: `above`, `clear_below`, `for`, `critical`, `within`, `trend`, `clear_after`.
///
/// Intuition: people can leave a square only while they can still walk, so the minutes until it is critical count more than the number now.
/// ```
///   critical 5.5 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈╱      forces that break ribs
///                             ╱ ╯ within: told here already
///   above    4.5 ──────────●──────
///                     ●──╯            trend: the median slope of the last minutes
/// ```
/// One rule a level: 3.5 people a square metre touch without wanting to, at 4.5 the inflow has to stop, 5.5 is a danger to life.
///
/// Limits: a density is a mean over what a camera sees, and the crush may be at its edge; a count of people is no density. What a crowd
/// does when it is shut in or frightened no trend tells. Refused: a rate of change, since a full square that fills no further is as
/// dangerous. Source: Fruin, "The causes and prevention of crowd disasters" (1993); Still, "Introduction to crowd science" (2014).
public struct CrowdParameters: Sendable, Hashable {
    /// Raised strictly above it.
    public var above: Double
    /// Clears at it or below, for long enough; absent: half a person a square metre below `above`.
    public var clearBelow: Double?
    /// How long the density has to be above, without a value that contradicts it; 0: at once.
    public var forNanoseconds: Int64
    /// Where danger to life begins; absent: 5.5 people a square metre.
    public var critical: Double?
    /// Raised below `above` as well, from half of it on, where the trend is critical within this time; 0: never.
    public var withinNanoseconds: Int64
    /// How far back the trend looks.
    public var trendNanoseconds: Int64
    /// How long the density has to be below `clear_below`, and its trend harmless.
    public var clearAfterNanoseconds: Int64

    public init(
        above: Double,
        clearBelow: Double? = nil,
        forNanoseconds: Int64 = 0,
        critical: Double? = nil,
        withinNanoseconds: Int64 = 10 * Nanoseconds.perMinute,
        trendNanoseconds: Int64 = 10 * Nanoseconds.perMinute,
        clearAfterNanoseconds: Int64 = 2 * Nanoseconds.perMinute
    ) {
        self.above = above
        self.clearBelow = clearBelow
        self.forNanoseconds = forNanoseconds
        self.critical = critical
        self.withinNanoseconds = withinNanoseconds
        self.trendNanoseconds = trendNanoseconds
        self.clearAfterNanoseconds = clearAfterNanoseconds
    }
}
