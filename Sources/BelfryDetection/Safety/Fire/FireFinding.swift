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

/// Kinds of evidence that do not share a cause: smoke and both sizes of particles are one, since fog is all three.
public struct FireFamilies: OptionSet, Sendable, Hashable, BitwiseCopyable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let particles = FireFamilies(rawValue: 1)
    public static let gas = FireFamilies(rawValue: 2)
    public static let heat = FireFamilies(rawValue: 4)

    /// How many there are.
    public var count: Int { rawValue.nonzeroBitCount }
}
