/// A value beyond a limit, for long enough: `above`, `below`, `clear_below`, `clear_above`, `for`.
///
/// ```
///        above ─────────╭──╮───────╭──       raised strictly above `above`,
///                      ╱    ╲     ╱          held in between,
///  clear_below ───────╱──────╲───╱────       cleared at or below `clear_below`
///                    ╱        ╲╱
/// ```
/// `below` and `clear_above` are the same upside down. With both sides the finding is "outside the band".
///
/// `for` counts from the event time of the first value beyond the limit, of a window from its start: three hourly
/// windows in a row have held for `3h`. A single reading that nothing contradicts holds too, and is raised at the
/// deadline; between windows nothing is due.
public struct ThresholdParameters: Sendable, Hashable {
    /// Raises strictly above it.
    public var above: Double?
    /// Raises strictly below it.
    public var below: Double?
    /// Of `above`: clears at it or below; absent: `above` itself.
    public var clearBelow: Double?
    /// Of `below`: clears at it or above; absent: `below` itself.
    public var clearAbove: Double?
    /// How long the condition has to hold in event time, without a value that contradicts it; 0: at once.
    public var forNanoseconds: Int64

    public init(
        above: Double? = nil,
        below: Double? = nil,
        clearBelow: Double? = nil,
        clearAbove: Double? = nil,
        forNanoseconds: Int64 = 0
    ) {
        self.above = above
        self.below = below
        self.clearBelow = clearBelow
        self.clearAbove = clearAbove
        self.forNanoseconds = forNanoseconds
    }
}
