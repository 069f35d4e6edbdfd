public import BelfryModel

/// The noise of each day, evening, night, or of all three as Lden: `above`, `measure`, `day`, `evening`, `time_zone`, `minimum_capture`,
/// `hold`.
///
/// ```
///   07:00 ──── day ──── 19:00 ─ evening ─ 23:00 ── night ── 07:00
///                                                           ╰ Lnight and Lden are told here, of the night just past
/// ```
/// Intuition: the energy of a period is what counts, and the same energy weighs more at night. A level lasts until the next, for `hold`
/// at the most; where too little of a period is known it says nothing, and neither does the Lden that it is part of.
///
/// Limits: laws and the WHO limit the mean of a year, and one night above is no breach but a reason to look. Hours are those of the
/// clock, so that a night may have seven or nine. Refused: the calendar day from midnight, which joins the halves of two nights; a mean of
/// decibels. Sources: Directive 2002/49/EC, annex I; WHO, Environmental noise guidelines (2018): road 53 Lden, 45 Lnight.
public struct NoisePeriodParameters: Sendable, Hashable {
    /// What is told.
    public enum Measure: String, Sendable, Hashable, BitwiseCopyable, CaseIterable {
        case lden, day, evening, night
    }

    public var measure: Measure
    /// Raised strictly above it, cleared by the first such period that is not.
    public var above: Double
    public var periods: NoiseDay
    public var timeZone: TimeZoneRule
    /// The share of a period that has to be known, 0...1.
    public var minimumCapture: Double
    /// For how long a level lasts when nothing newer comes; absent: twice the fleet's interval, and at least a quarter of an hour.
    public var holdNanoseconds: Int64?

    public init(
        measure: Measure = .lden,
        above: Double,
        periods: NoiseDay = .usual,
        timeZone: TimeZoneRule = .utc,
        minimumCapture: Double = 0.75,
        holdNanoseconds: Int64? = nil
    ) {
        self.measure = measure
        self.above = above
        self.periods = periods
        self.timeZone = timeZone
        self.minimumCapture = minimumCapture
        self.holdNanoseconds = holdNanoseconds
    }
}
