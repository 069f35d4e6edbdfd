import BelfryModel

/// One quantity of a sensor that follows its own law: a daily swing and slowly wandering noise.
///
/// value = base + swing · profile(time of day) + noise · w, where w is a first-order autoregressive walk (0.9 of what
/// it was, and a new bell-shaped push) with standard deviation 1.
struct Channel: Sendable {
    let quantity: Quantity
    private let base: Double
    private let swing: Double
    private let profile: DailyProfile
    private let noise: Double
    private let minimum: Double
    private var walk = 0.0

    init(
        _ quantity: String,
        base: Double,
        swing: Double = 0,
        profile: DailyProfile = .constant,
        noise: Double,
        minimum: Double = 0
    ) {
        self.quantity = Quantity(quantity)
        self.base = base
        self.swing = swing
        self.profile = profile
        self.noise = noise
        self.minimum = minimum
    }

    /// The next value; one call a reading.
    mutating func value(at time: Timestamp, random: inout SplitMix64) -> Double {
        walk = 0.9 * walk + 0.435_889_894_354_067_4 * random.bell()
        return max(minimum, base + swing * profile.value(at: time) + noise * walk)
    }
}
