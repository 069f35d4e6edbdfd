/// What a window says of a quantity that holds over time.
struct TimeWeightedMean: BitwiseCopyable, Equatable {
    /// The mean over the covered time, in the quantity's unit; nil where no time is covered.
    var mean: Double?
    /// The integral over the covered time, in the quantity's unit times seconds.
    var integralSeconds: Double
    /// Nanoseconds of the window in which a value was known.
    var coveredNanoseconds: Int64
    /// That time as a share of the window, 0…1.
    var coveredShare: Double

    /// - Parameters:
    ///   - sum: Σ value · weight.
    ///   - weight: Σ weight, in the unit of 2⁶³ ns in which `sum` counts.
    init(sum: Double, weight: Double, coveredNanoseconds: Int64, lengthNanoseconds: Int64) {
        mean = weight > 0 ? (sum / weight).saturated : nil
        // sum · 2⁶³ / 10⁹, rounded once: 10⁹/2³⁰ is exact.
        integralSeconds = (sum / (1e9 / 0x1p30) * 0x1p33).saturated
        self.coveredNanoseconds = coveredNanoseconds
        coveredShare = lengthNanoseconds > 0 ? Double(coveredNanoseconds) / Double(lengthNanoseconds) : 0
    }
}
