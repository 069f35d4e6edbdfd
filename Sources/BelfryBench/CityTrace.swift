import BelfryModel

/// A steady city: every series speaks once a sweep, with its sensor's resolution; half of them keep time to the
/// millisecond only roughly.
struct CityTrace {
    static let sweepNanoseconds = 10 * Nanoseconds.perSecond

    let series: Int32
    private let start: Timestamp
    private var values: [Int32]
    private var state: UInt64 = 42
    private(set) var sweep: Int64 = 0

    /// 2026-11-23T00:00:00Z.
    static let start = Timestamp(seconds: 1_795_392_000)

    /// - Parameter start: of the first sweep.
    init(series: Int32, start: Timestamp = Self.start) {
        self.series = series
        self.start = start
        values = (0..<series).map { 150 + $0 % 97 }
    }

    /// When the next sweep is over.
    var now: Timestamp { start.advanced(byNanoseconds: (sweep + 1) * Self.sweepNanoseconds) }

    /// A part of a sweep, in the order in which sensors happen to speak: not that of their numbers.
    ///
    /// - Parameter part: of so many as `parts`, in their order; the sweep is over with the last.
    mutating func readings(part: Int, of parts: Int) -> [Reading] {
        let begin = start.advanced(byNanoseconds: sweep * Self.sweepNanoseconds)
        let count = Int(series) / parts
        let gap = Self.sweepNanoseconds / Int64(series)
        let readings = (part * count..<(part + 1) * count).map { place in
            // A step that is prime to the count visits every series once a sweep.
            let number = Int32((Int64(place) * 7_919) % Int64(series))
            let random = self.random()
            let step: Int32 = random & 3 == 0 ? Int32(truncatingIfNeeded: (random >> 8) % 3) - 1 : 0
            values[Int(number)] += step
            let due = begin.advanced(byNanoseconds: Int64(place) * gap / Nanoseconds.perSecond * Nanoseconds.perSecond)
            let jitter = number & 1 == 0 ? 0 : Int64((random >> 16) % 40) * Nanoseconds.perMillisecond
            return Reading(
                series: SeriesID(number),
                value: Double(values[Int(number)]) / (number % 3 == 0 ? 1 : 10),
                eventTime: due.advanced(byNanoseconds: jitter),
                arrivalTime: begin.advanced(byNanoseconds: Int64(place) * gap + 60_000_000)
            )
        }
        if part == parts - 1 { sweep += 1 }
        return readings
    }

    /// Nobody speaks for so many sweeps.
    mutating func pause(sweeps: Int64) {
        sweep += sweeps
    }

    /// Knuth's MMIX generator; the upper bits are the random ones.
    private mutating func random() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 24
    }
}
