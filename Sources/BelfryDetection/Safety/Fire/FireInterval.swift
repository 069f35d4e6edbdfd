public import BelfryModel

/// What one place's sensors say of one interval: the mean of each channel, NaN where nothing is known.
public struct FireInterval: Sendable, BitwiseCopyable {
    public var start: Timestamp
    public var end: Timestamp
    /// In %/m.
    public var smoke: Double
    /// In mg/m³.
    public var carbonMonoxide: Double
    /// In °C.
    public var temperature: Double
    /// PM2.5 in µg/m³.
    public var fineParticles: Double
    /// PM10 in µg/m³.
    public var coarseParticles: Double

    public init(
        from start: Timestamp,
        to end: Timestamp,
        smoke: Double = .nan,
        carbonMonoxide: Double = .nan,
        temperature: Double = .nan,
        fineParticles: Double = .nan,
        coarseParticles: Double = .nan
    ) {
        self.start = start
        self.end = end
        self.smoke = smoke
        self.carbonMonoxide = carbonMonoxide
        self.temperature = temperature
        self.fineParticles = fineParticles
        self.coarseParticles = coarseParticles
    }
}
