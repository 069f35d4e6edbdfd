/// The values that say nothing to any of some detectors: within the limits of all, while none of them is raised.
///
/// Eight bytes, since a shard asks it with every reading. Limits are rounded inwards: a value that lies between the two
/// roundings is merely shown to the detectors, which decide.
public struct QuietBand: Sendable, BitwiseCopyable {
    @usableFromInline let low: Float
    @usableFromInline let high: Float

    /// What says nothing where there is no detector.
    public static let everything = QuietBand(from: -.infinity, through: .infinity)
    /// Every value has something to say.
    public static let nothing = QuietBand(from: .infinity, through: -.infinity)

    init(from low: Double, through high: Double) {
        let nearLow = Float(low)
        let nearHigh = Float(high)
        self.low = Double(nearLow) < low ? nearLow.nextUp : nearLow
        self.high = Double(nearHigh) > high ? nearHigh.nextDown : nearHigh
    }

    private init(low: Float, high: Float) {
        self.low = low
        self.high = high
    }

    /// What says nothing to the detectors of either band.
    public func intersection(_ other: QuietBand) -> QuietBand {
        QuietBand(low: max(low, other.low), high: min(high, other.high))
    }

    /// Whether the value says nothing.
    @inlinable
    public func contains(_ value: Double) -> Bool {
        Double(low) <= value && value <= Double(high)
    }
}
