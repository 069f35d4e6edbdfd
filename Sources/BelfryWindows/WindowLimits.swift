import BelfryModel

/// How much a series' windows may take, and what happens beyond.
public enum WindowLimits {
    /// Shorter or longer windows are refused; a ``WindowLayout`` takes the nearest that fits.
    public static let lengthNanoseconds = Nanoseconds.perMillisecond...366 * Nanoseconds.perDay
    /// Ended spans of one window that may still be revised, because readings come late; a rule that needs more is refused.
    public static let revisableSpans: Int64 = 64
    /// Ends of a sliding window within its length; a rule that needs more is refused.
    public static let slices: Int64 = 1_440
    /// Panes without a value in a row; after so many a series counts as idle, whatever its interval.
    static let emptyPanes: Int64 = 4_096
    /// Panes that the shortest window of a series may be composed from; a rule whose window needs more does not watch it.
    static let panesPerWindow: Int64 = 60
    /// Readings in a window of so many.
    public static let readings = 1...1_000_000
    /// Readings that wait until they are in order; beyond it the oldest goes on early, and what is older still and comes
    /// later is counted late and left out of ordered windows.
    static let waitingReadings = 256
    /// Windows of one series, the pane that they are composed from included; further ones are not kept.
    public static let levels = 32
    /// About 1823 to 2116: a reading that claims to be older or newer enters no window, so that nothing overflows.
    static let eventTimeNanoseconds = -(Int64(1) << 62)...(Int64(1) << 62)

    /// Ended spans that a reading within the lateness may still belong to.
    static func revisableSpans(length: Int64, lateness: Int64) -> Int64 {
        let (whole, rest) = max(0, lateness).quotientAndRemainder(dividingBy: length)
        return whole + (rest > 0 ? 1 : 0)
    }
}
