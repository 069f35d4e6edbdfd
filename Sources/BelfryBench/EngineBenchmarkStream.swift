import BelfryModel

/// The readings of the engine's benchmark: every series once a virtual second, in a shuffled order.
struct EngineBenchmarkStream {
    /// No reading is above it but for one second in an hour of each series.
    static let limit = 100.0
    private static let secondsPerHour = 3_600
    private static let seriesOfZone = 100

    let series: Int
    private let order: [Int32]

    init(series: Int) {
        self.series = series
        var state: UInt64 = 42
        order = (0..<Int32(series))
            .map { number -> (UInt64, Int32) in
                // A linear congruential generator (Knuth, MMIX) is random enough to shuffle by.
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 16, number)
            }
            .sorted { $0 < $1 }
            .map(\.1)
    }

    var descriptors: [SeriesDescriptor] {
        (0..<series).map { number in
            SeriesDescriptor(
                id: SeriesID(Int32(number)),
                key: SeriesKey(agency: "bench", sensor: "s\(number)", quantity: Quantity("flow")),
                unit: Unit("1/h"),
                domain: .traffic,
                zone: "zone-\(number / Self.seriesOfZone)"
            )
        }
    }

    /// Fills one buffer again and again, so that what is measured finds its input in the cache, as after decoding.
    ///
    /// Without a division: making a reading must cost less than evaluating it, or the benchmark measures itself.
    func forEachBatch(of size: Int, from first: Int, count: Int, _ body: (UnsafeBufferPointer<Reading>) -> Void) {
        let step = Nanoseconds.perSecond / Int64(series)
        order.withUnsafeBufferPointer { order in
            withUnsafeTemporaryAllocation(of: Reading.self, capacity: size) { buffer in
                var (second, place) = first.quotientAndRemainder(dividingBy: series)
                var left = count
                while left > 0 {
                    let filled = min(size, left)
                    for slot in 0..<filled {
                        buffer.initializeElement(at: slot, to: Self.reading(order[place], second, place, step))
                        place += 1
                        if place == series { (second, place) = (second + 1, 0) }
                    }
                    body(UnsafeBufferPointer(rebasing: buffer[..<filled]))
                    left -= filled
                }
            }
        }
    }

    @inline(__always)
    private static func reading(_ number: Int32, _ second: Int, _ place: Int, _ step: Int64) -> Reading {
        let arrival = Int64(second) * Nanoseconds.perSecond + Int64(place) * step
        let isHigh = UInt32(truncatingIfNeeded: second + Int(number)) % UInt32(secondsPerHour) == 0
        return Reading(
            series: SeriesID(number),
            value: isHigh ? limit + 1 : Double(mixed(second &+ place)),
            eventTime: Timestamp(nanoseconds: arrival - 50 * Nanoseconds.perMillisecond),
            arrivalTime: Timestamp(nanoseconds: arrival)
        )
    }

    /// 0...63, different from one second to the next.
    @inline(__always)
    private static func mixed(_ number: Int) -> Int { (number &* 37) & 63 }
}
