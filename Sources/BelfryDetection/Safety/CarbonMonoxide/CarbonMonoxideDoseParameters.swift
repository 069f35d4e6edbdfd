public import BelfryModel

/// Carbon monoxide by what has been breathed: `clear_below`, `clear_after`, `hold`, `recovery`.
///
/// Intuition: 50 ppm for an hour and 300 ppm for two minutes do the same harm, so what counts is neither a level nor a mean but how
/// much of the time that a level may last is over. A dose of 1 is the alarm:
/// ```
///   dose        ╭────── 1, raised at this very instant, reading or not
///           ╭──╯
///      ╭───╯            ╰──╮ below 30 ppm half of it goes in `recovery`
///   ●──●──●──●──────┊   ╰──╮
///              hold ╯ longer than this no value is taken to last
/// ```
/// Limits: the standard is about the air of dwellings; of a street, a car park or a tunnel it says how bad it is and not whether it is
/// allowed. Refused: one threshold with a duration a point, which sees neither 90 ppm nor a level that swings.
/// Source: EN 50291-1, alarm conditions; concentrations are converted at 20 °C.
public struct CarbonMonoxideDoseParameters: Sendable, Hashable {
    /// Clears at it or below, for long enough; absent: 25 ppm.
    public var clearBelow: Double?
    /// How long it has to stay there.
    public var clearAfterNanoseconds: Int64
    /// For how long a value lasts when nothing newer comes; absent: twice the fleet's interval, and at least ten minutes.
    public var holdNanoseconds: Int64?
    /// The time in which half of the dose goes while there is too little to count.
    public var recoveryNanoseconds: Int64

    public init(
        clearBelow: Double? = nil,
        clearAfterNanoseconds: Int64 = 5 * Nanoseconds.perMinute,
        holdNanoseconds: Int64? = nil,
        recoveryNanoseconds: Int64 = Nanoseconds.perHour
    ) {
        self.clearBelow = clearBelow
        self.clearAfterNanoseconds = clearAfterNanoseconds
        self.holdNanoseconds = holdNanoseconds
        self.recoveryNanoseconds = recoveryNanoseconds
    }
}
