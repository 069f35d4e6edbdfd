/// How long a value lay within a band, as a share of the time in which it was known; ordered, 48 bytes.
///
/// The time-weighted mean of "is within", 1 or 0: occupancy, a door's time open, hours above a limit. A state of a given
/// value is the band from that value to itself. DurationInStateNonZero of OPC UA Part 13
/// (Aggregates). Exact to the nanosecond up to 104 days, then to 2⁻⁵².
///
/// Every call of one share is to be given the same band and the same `maximumHold`, see ``TimeWeightedSum``.
struct StateShare: BitwiseCopyable {
    private var indicator = TimeWeightedSum()

    /// The last reading as 1 or 0, to be carried into the next window; nil where there is none.
    var last: HeldValue? { indicator.last }

    /// Takes in the next reading.
    mutating func add(_ value: Double, at time: Int64, within band: ValueBand, maximumHold: Int64) {
        indicator.add(band.contains(value) ? 1 : 0, at: time, maximumHold: maximumHold)
    }

    /// Appends a share whose readings come after this one's.
    mutating func merge(_ later: Self, maximumHold: Int64) {
        indicator.merge(later.indicator, maximumHold: maximumHold)
    }

    /// The share over the window `start ..< end`: its `mean` is the share, 0…1, its `integralSeconds` the time in state.
    ///
    /// - Parameters:
    ///   - carriedIn: another share's ``last`` from before the window, of the same band; nil where there is none.
    func share(from start: Int64, to end: Int64, carriedIn: HeldValue?, maximumHold: Int64) -> TimeWeightedMean {
        indicator.mean(from: start, to: end, carriedIn: carriedIn, maximumHold: maximumHold)
    }
}
