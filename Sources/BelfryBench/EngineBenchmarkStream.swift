import BelfryModel

/// The readings of the engine's benchmark: every series once a virtual second, in a shuffled order.
struct EngineBenchmarkStream {
    /// No reading is above it but for one second in an hour of each series.
    static let limit = 100.0

    let series: Int
    let latenessNanoseconds = 10 * Nanoseconds.perSecond
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
                domain: .traffic
            )
        }
    }

    /// Fills one buffer again and again, so that what is measured finds its input in the cache, as after decoding.
    func forEachBatch(of size: Int, from first: Int, count: Int, _ body: (UnsafeBufferPointer<Reading>) -> Void) {
        withUnsafeTemporaryAllocation(of: Reading.self, capacity: size) { buffer in
            var position = first
            while position < first + count {
                let filled = min(size, first + count - position)
                for slot in 0..<filled { buffer.initializeElement(at: slot, to: reading(position + slot)) }
                body(UnsafeBufferPointer(rebasing: buffer[..<filled]))
                position += filled
            }
        }
    }

    private func reading(_ position: Int) -> Reading {
        let (second, place) = position.quotientAndRemainder(dividingBy: series)
        let number = order[place]
        let arrival = Int64(second) * Nanoseconds.perSecond + Int64(place) * Nanoseconds.perSecond / Int64(series)
        let isHigh = (second + Int(number)) % 3_600 == 0
        return Reading(
            series: SeriesID(number),
            value: isHigh ? Self.limit + 1 : Double((position &* 37) % 97),
            eventTime: Timestamp(nanoseconds: arrival - 50 * Nanoseconds.perMillisecond),
            arrivalTime: Timestamp(nanoseconds: arrival)
        )
    }
}
