import BelfryModel

/// What is kept of an hour of a series when its points have gone, and shown without unpacking them.
///
/// A bad value is in the points, and here in ``badCount`` alone.
struct ChunkSummary: Equatable {
    var count = 0
    var badCount = 0
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var first = Double.nan
    var last = Double.nan
    /// Welford's running mean, and the sum of squared distances from it.
    ///
    /// "Note on a method for calculating corrected sums of squares and products" (Technometrics, 1962).
    private(set) var mean = 0.0
    private var squares = 0.0

    /// Of all points, in order of event time.
    init(_ points: some Sequence<ChunkPoint>) {
        for point in points { add(point) }
    }

    /// Of the population; 0 of one value.
    var standardDeviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : .nan }

    private mutating func add(_ point: ChunkPoint) {
        guard point.stamp.quality != .bad else {
            badCount += 1
            return
        }
        count += 1
        minimum = min(minimum, point.value)
        maximum = max(maximum, point.value)
        if count == 1 { first = point.value }
        last = point.value
        let distance = point.value - mean
        mean += distance / Double(count)
        squares += distance * (point.value - mean)
    }
}
