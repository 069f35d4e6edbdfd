public import BelfryModel

/// What a fire watch says when something begins, grows surer or ends.
public struct FireFinding: Sendable, BitwiseCopyable {
    public enum Phase: UInt8, Sendable, BitwiseCopyable {
        case raised
        /// It is raised, and has become likely.
        case strengthened
        case cleared
    }

    public var phase: Phase
    public var certainty: Certainty
    /// What rose, or had risen.
    public var families: FireFamilies
    /// The beginning of the first rise; its name while it lasts.
    public var from: Timestamp
    /// nil while raised.
    public var to: Timestamp?
    /// End of the interval that brought this about.
    public var detectedAt: Timestamp
    /// The strongest rise as a multiple of what counts.
    public var strength: Double
    // Rises above the usual, in the units of the interval; NaN where nothing is known.
    public var smokeRise: Double
    public var carbonMonoxideRise: Double
    public var temperatureRise: Double
    public var fineParticlesRise: Double
    public var coarseParticlesRise: Double
}
