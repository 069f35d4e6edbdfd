public import BelfryModel

/// A sensor from which nothing comes any more: `cadence`, `missed`, `at_least`.
///
/// The cadence is the fleet's where it names one, else the rule's, else it is learnt (see `LearntCadence`). A silence is
/// raised after `missed` cadences, and after `at_least` where that is longer:
/// ```
///   ●──●──●──●──●──●───────┊ raised          ● cleared
///                  ╰ 2.5 × ╯
/// ```
/// One finding a silence. It is told on the arrival clock: what counts is that something comes, not what it says. A
/// retained message is no sign of life, since the broker sends it in the sensor's stead.
public struct SilenceParameters: Sendable, Hashable {
    /// The interval that readings are due in; absent: the fleet's, else learnt.
    public var cadenceNanoseconds: Int64?
    /// How many intervals may pass, 1...1,000.
    public var missedIntervals: Double
    /// The shortest silence worth a word, so that a hiccup of the network is none.
    public var atLeastNanoseconds: Int64

    public init(
        cadenceNanoseconds: Int64? = nil,
        missedIntervals: Double = 2.5,
        atLeastNanoseconds: Int64 = 5 * Nanoseconds.perSecond
    ) {
        self.cadenceNanoseconds = cadenceNanoseconds
        self.missedIntervals = missedIntervals
        self.atLeastNanoseconds = atLeastNanoseconds
    }
}
