public import BelfryModel

/// Water that rises, before it is high: `above`, `rises_by`, `per`, `clear_below`, `clear_after`, `confirm`.
///
/// Intuition: streets flood within minutes, so the rise is the warning and the level is the proof. What stands there in one step is
/// either a wave or a car:
/// ```
///              ╭●──●──                     ╭●  rises on: Likely, told at once
///   above ────╱──────────           ╭●────╯
///           ●╯  rises_by in `per`:  │
///   ●──●──╯     told here           │●──●──●  and then is still: Possible, told after `confirm`
///                                ●──╯●──●     and is gone again: nothing
/// ```
/// One flood is one finding: it ends once the water has been below `clear_below` and not been rising for `clear_after`, and the next
/// rise is the next flood.
///
/// Limits: a car that parks under the sensor for an hour is told, as Possible; snow looks like water that creeps, which is told as
/// Possible too. Neither neighbours nor rain are asked. Refused: the rate between two readings, which waves and the resolution of an
/// ultrasonic sensor (13 mm) make as large as any flood's.
/// Source: FloodNet NYC (alert above 76 mm; 914 mm within 20 minutes on 1 September 2021; two floods an hour apart).
public struct FloodParameters: Sendable, Hashable {
    /// Raised strictly above this level.
    public var above: Double?
    /// Raised where the level rises by more than this `per` time; at least 0.
    public var risesBy: Double?
    /// The time that `risesBy` is per.
    public var perNanoseconds: Int64
    /// Of `above`: the water has receded at it or below; absent: `above` itself.
    public var clearBelow: Double?
    /// How long it has to have receded.
    public var clearAfterNanoseconds: Int64
    /// How long a step that is still afterwards has to stand.
    public var confirmNanoseconds: Int64

    public init(
        above: Double? = nil,
        risesBy: Double? = nil,
        perNanoseconds: Int64 = 5 * Nanoseconds.perMinute,
        clearBelow: Double? = nil,
        clearAfterNanoseconds: Int64 = 20 * Nanoseconds.perMinute,
        confirmNanoseconds: Int64 = 5 * Nanoseconds.perMinute
    ) {
        self.above = above
        self.risesBy = risesBy
        self.perNanoseconds = perNanoseconds
        self.clearBelow = clearBelow
        self.clearAfterNanoseconds = clearAfterNanoseconds
        self.confirmNanoseconds = confirmNanoseconds
    }
}
