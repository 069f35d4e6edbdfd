public import BelfryModel

/// A level that has moved and stays moved, by less than any single value would tell: `step`, `threshold`, `slack`.
///
/// ```
///   day's mean   ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪      the scatter of days is learnt, week days and weekends apart
///                                   ▪▪▪▪▪▪▪▪▪▪    one scatter higher: no day is unusual, ten of them are
///   sum of excess ───────────────────╱╱╱╱  h      told where it passes `threshold` scatters
/// ```
/// What a day has more than usual, less a slack of half a scatter, is summed up for as long as it stays above zero; a drifting
/// sensor, a leak, a new bypass or a moved station fills the sum, and noise empties it. Told once; over when the days fit what is
/// usual again, or what is usual has become the new level.
///
/// Limits: a shift of one scatter takes about ten steps, of two about four; seven steps are learnt from first; a shift slower than
/// two months is learnt as usual. It does not say what is right: an official station beside it does.
///
/// Refused: sums over single readings, which depend on each other so much that a windy hour fills them; Page and Hinkley's
/// test, which is the same sum against a running mean that the shift itself drags along.
///
/// Source: E. S. Page, "Continuous inspection schemes", Biometrika 41 (1954); k = 0.5 and h = 5 after D. C. Montgomery,
/// "Introduction to Statistical Quality Control", table 9.4: one false alarm in some 930 steps of independent noise.
public struct ShiftParameters: Sendable, Hashable {
    /// The span whose mean is one value of the sum; an hour to 7 days.
    public var stepNanoseconds: Int64
    /// The sum that is told, in scatters; 2 to 20.
    public var threshold: Double
    /// What of each step's excess does not count, in scatters; 0 to 2.
    public var slack: Double

    public init(stepNanoseconds: Int64 = Nanoseconds.perDay, threshold: Double = 5, slack: Double = 0.5) {
        self.stepNanoseconds = stepNanoseconds
        self.threshold = threshold
        self.slack = slack
    }
}
