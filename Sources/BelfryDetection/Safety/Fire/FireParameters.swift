import BelfryModel

/// What counts as a rise, and how close together: units are those of ``FireInterval``.
public struct FireParameters: Sendable, Hashable, BitwiseCopyable {
    // The least rises above the usual that count, however steady the usual is.
    public var smokeRise = 3.0
    public var carbonMonoxideRise = 6.0
    public var temperatureRise = 8.0
    public var fineParticlesRise = 100.0
    public var coarseParticlesRise = 150.0
    /// A rise counts from this many times the usual spread on.
    public var spreads = 6.0
    /// Rises this far apart are one.
    public var withinNanoseconds = 5 * Nanoseconds.perMinute
    /// How long all has to be usual again.
    public var clearAfterNanoseconds = 10 * Nanoseconds.perMinute
    /// What changes more slowly than this is weather, and becomes the usual.
    public var memoryNanoseconds = Nanoseconds.perHour

    public init() {}
}
