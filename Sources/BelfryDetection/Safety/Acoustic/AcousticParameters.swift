public import BelfryModel

/// A bang: `rises_by`, `above`, `longest`, `clear_after`.
///
/// Intuition: what might be a shot, breaking glass or a crash stands far above what a place sounds like, and is over at once. A siren,
/// a lorry and a concert last.
/// ```
///   level            ● peak: rises_by above the background, and above `above`
///                   ╱ ╲
///   ──●──●──●──●──●╯   ╰●──●──●    over within `longest`: told here
///   ╰──── background: what is exceeded nine tenths of the time
/// ```
/// Limits: a level does not know what banged. Fireworks, a skip that is set down and a backfire look the same, so that it is Possible at
/// best, never more than `minor`, and says so. The sensor has to speak more often than `longest`, which means LAeq of a second or so.
/// Refused: a certainty that grows with the loudness. Of the dispatches to a city's detected shots 87 % found no shooting (New York City
/// Comptroller, 2024); a bang never sends anybody by itself.
public struct AcousticParameters: Sendable, Hashable {
    /// How far above the background it stands, in the rule's unit of sound.
    public var risesBy: Double
    /// How loud it is at least.
    public var above: Double
    /// What lasts longer is no bang.
    public var longestNanoseconds: Int64
    /// How long there has to be none for the finding to end.
    public var clearAfterNanoseconds: Int64

    public init(
        risesBy: Double = 25,
        above: Double = 80,
        longestNanoseconds: Int64 = 5 * Nanoseconds.perSecond,
        clearAfterNanoseconds: Int64 = 5 * Nanoseconds.perMinute
    ) {
        self.risesBy = risesBy
        self.above = above
        self.longestNanoseconds = longestNanoseconds
        self.clearAfterNanoseconds = clearAfterNanoseconds
    }
}
