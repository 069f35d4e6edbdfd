import BelfryModel

/// What has to be agreed for all ordered windows of one series, since they share panes.
public struct OrderedTerms: Sendable, Hashable, BitwiseCopyable {
    /// For how long a value holds when nothing newer comes; at least 0.
    public var holdNanoseconds: Int64
    /// One more than the largest value of a counter, which then begins again at 0; 0: it never does.
    public var counterModulus: Double
    /// The bands of which windows tell the share of time; those not in use are empty.
    var bands: (ValueBand, ValueBand, ValueBand, ValueBand)

    /// An hour: a sensor that is silent for longer says nothing of the present.
    public static let usualHoldNanoseconds = Nanoseconds.perHour
    /// Bands of one series; a rule that needs a further one does not watch it.
    public static let mostBands = 4

    public init(holdNanoseconds: Int64 = Self.usualHoldNanoseconds, counterModulus: Double = 0, bands: [ValueBand] = [])
    {
        self.holdNanoseconds = max(0, holdNanoseconds)
        self.counterModulus = counterModulus
        func band(_ index: Int) -> ValueBand { index < bands.count ? bands[index] : .nothing }
        self.bands = (band(0), band(1), band(2), band(3))
    }

    /// The same for the same terms, in every run.
    public var fingerprint: UInt64 {
        var hash = StableHash()
        hash.combine(holdNanoseconds)
        hash.combine(counterModulus.bitPattern)
        for band in allBands {
            hash.combine(band.low.bitPattern)
            hash.combine(band.high.bitPattern)
        }
        return hash.value
    }

    /// The modulus as the counters take it.
    var modulus: Double? { counterModulus > 0 ? counterModulus : nil }

    /// A band by its place.
    func band(_ index: Int) -> ValueBand {
        switch index {
        case 0: bands.0
        case 1: bands.1
        case 2: bands.2
        default: bands.3
        }
    }

    public static func == (left: OrderedTerms, right: OrderedTerms) -> Bool {
        left.holdNanoseconds == right.holdNanoseconds && left.counterModulus == right.counterModulus
            && left.allBands == right.allBands
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(holdNanoseconds)
        hasher.combine(counterModulus)
        hasher.combine(allBands)
    }

    private var allBands: [ValueBand] { (0..<Self.mostBands).map(band) }
}
