import BelfryModel

/// Where a series has been going of late: the median of the slopes between all pairs of the last eight slots of time.
///
/// Intuition: one wild reading bends a regression, and of 28 pairs it touches seven. Each slot is the mean of its readings, so that noise of
/// a fast sensor is out before slopes are taken. Refused: least squares, and the difference of first and last.
/// Source: Theil (1950), Sen (1968).
struct RecentTrend: BitwiseCopyable {
    private typealias Slots = (Float, Float, Float, Float, Float, Float, Float, Float)
    static let slots = 8

    /// Means, the newest last; NaN where nothing came.
    private var means: Slots = (.nan, .nan, .nan, .nan, .nan, .nan, .nan, .nan)
    /// Readings in the newest slot; saturates.
    private var count: UInt16 = 0

    /// Takes in a value; `previous` is the time of the one before.
    mutating func add(_ value: Double, at time: Timestamp, previous: Timestamp, slotNanoseconds: Int64) {
        let slot = Nanoseconds.floorDivide(time.nanoseconds, by: slotNanoseconds)
        let last = Nanoseconds.floorDivide(previous.nanoseconds, by: slotNanoseconds)
        let (distance, overflow) = slot.subtractingReportingOverflow(last)
        if previous == .distantPast || overflow || distance < 0 || distance >= Self.slots {
            self = RecentTrend()
        } else {
            for _ in 0..<distance { shift() }
        }
        count = count == .max ? .max : count + 1
        let mean = means.7
        means.7 = count == 1 ? Float(value) : mean + (Float(value) - mean) / Float(count)
    }

    /// The change in a slot's time; nil where fewer than `least` slots have a mean.
    func slope(least: Int = 3) -> Double? {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.slots * (Self.slots - 1) / 2) { slopes in
            var known = 0
            var used = 0
            withUnsafeBytes(of: means) { bytes in
                let means = bytes.assumingMemoryBound(to: Float.self)
                for late in 0..<Self.slots where !means[late].isNaN {
                    used += 1
                    for early in 0..<late where !means[early].isNaN {
                        insert((means[late] - means[early]) / Float(late - early), into: slopes, &known)
                    }
                }
            }
            guard used >= least, known > 0 else { return nil }
            let middle = known / 2
            let median = known % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2
            return Double(median)
        }
    }

    /// Keeps the slopes in order; there are few.
    private func insert(_ slope: Float, into slopes: UnsafeMutableBufferPointer<Float>, _ known: inout Int) {
        var place = known
        while place > 0, slopes[place - 1] > slope {
            slopes[place] = slopes[place - 1]
            place -= 1
        }
        slopes[place] = slope
        known += 1
    }

    private mutating func shift() {
        means = (means.1, means.2, means.3, means.4, means.5, means.6, means.7, .nan)
        count = 0
    }
}
