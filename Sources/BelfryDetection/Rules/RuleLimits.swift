import BelfryModel

/// How much rules may ask for; beyond any of these a rule set is refused when it is loaded.
public enum RuleLimits {
    public static let rules = 1_024
    public static let matchersPerRule = 16
    /// UTF-8 bytes of a name, an owner or a revision.
    public static let nameBytes = 64
    /// UTF-8 bytes of a text template.
    public static let textBytes = 500
    /// UTF-8 bytes of a runbook.
    public static let runbookBytes = 500
    public static let shortestWindowNanoseconds = Nanoseconds.perMillisecond
    /// Longer windows and durations belong to reports, not to alarms.
    public static let longestDurationNanoseconds = 31 * Nanoseconds.perDay
    /// Of offenders and readings in a row, and of missed intervals.
    public static let largestCount = 1_000
}
