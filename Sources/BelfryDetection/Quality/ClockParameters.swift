public import BelfryModel

/// A sensor whose clock is wrong: `ahead`, `behind`, `for`, `count`.
///
/// What can be seen of a clock is how long before its arrival a reading says that it was measured. Transport only ever
/// adds to that, so the least delay of late is the clock's error and the shortest way together, and one reading in time
/// shows that the clock is right, however late the others came:
/// ```
///   delay │      ·        ·                delay │        ·    ·
///  behind ┼─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─ ─               │   ·  · ·  ·  · ·     all of them, for long enough,
///         │  ·      ·        ·            behind ┼─ ─ ─ ─ ─ ─ ─ ─ ─ ─     and no longer less and less: raised
///       0 ┼─·──·──·───·──·──────               0 ┼────────────────────
///           a clock that is right
/// ```
/// Raised when `count` readings in a row and all of `for` speak against the clock, in the same sense; cleared by `count`
/// readings in a row that speak for it. A time that cannot be at all was replaced by the arrival when it was decoded, and
/// speaks against the clock too. Times that the payload did not tell say nothing, nor do retained messages. Neither does a
/// gap that is being filled: its delay shrinks. The delay is widened by two of the sensor's intervals, since a value that
/// covers an hour and bears its beginning comes an hour late by nature.
///
/// Limit: what comes at the pace at which it was measured, and an hour later, cannot be told from a clock that is an hour
/// behind.
public struct ClockParameters: Sendable, Hashable {
    /// How far event times may lie after their arrival.
    public var aheadNanoseconds: Int64
    /// How far they may lie before it, besides two of the sensor's intervals.
    public var behindNanoseconds: Int64
    /// How long the readings have to speak against the clock, on the arrival clock.
    public var forNanoseconds: Int64
    /// Readings in a row that raise, and that clear; 1...1,000.
    public var count: Int

    public init(
        aheadNanoseconds: Int64 = 5 * Nanoseconds.perMinute,
        behindNanoseconds: Int64 = 15 * Nanoseconds.perMinute,
        forNanoseconds: Int64 = 10 * Nanoseconds.perMinute,
        count: Int = 3
    ) {
        self.aheadNanoseconds = aheadNanoseconds
        self.behindNanoseconds = behindNanoseconds
        self.forNanoseconds = forNanoseconds
        self.count = count
    }
}
