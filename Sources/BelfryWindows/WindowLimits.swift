import BelfryModel

/// How much a series' windows may take, and what happens beyond.
public enum WindowLimits {
    /// Shorter or longer windows are refused; a ``WindowSet`` takes the nearest that fits.
    public static let lengthNanoseconds = Nanoseconds.perMillisecond...366 * Nanoseconds.perDay
    /// Spans of one length that may be open at once, because readings come late; a rule that needs more is refused.
    public static let panesPerWindow: Int64 = 64
    /// About 1823 to 2116: a reading that claims to be older or newer enters no window, so that nothing overflows.
    @usableFromInline static let eventTimeNanoseconds = -(Int64(1) << 62)...(Int64(1) << 62)

    /// Spans that can be open at once: those that lateness keeps open, the present one, and one to spare.
    static func panes(length: Int64, lateness: Int64) -> Int64 {
        let (whole, rest) = max(0, lateness).quotientAndRemainder(dividingBy: length)
        return whole + (rest > 0 ? 1 : 0) + 2
    }

    /// The length and the lateness that a ``WindowSet`` keeps where it is asked for these.
    static func kept(_ definition: WindowDefinition, lateness: Int64) -> (length: Int64, lateness: Int64) {
        let range = lengthNanoseconds
        let length = min(max(definition.lengthNanoseconds, range.lowerBound), range.upperBound)
        return (length, min(max(0, lateness), (panesPerWindow - 2) * length))
    }
}
