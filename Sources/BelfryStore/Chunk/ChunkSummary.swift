import BelfryModel

/// What is kept of an hour of a series when its points have gone, and shown without unpacking them.
///
/// A bad value is in the points, and here in ``badCount`` alone.
struct ChunkSummary: Equatable {
    private(set) var count = 0
    private(set) var badCount = 0
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    private(set) var first = Double.nan
    private(set) var last = Double.nan
    private(set) var sum = 0.0
    /// Welford's running mean, and the sum of squared distances from it.
    ///
    /// "Note on a method for calculating corrected sums of squares and products" (Technometrics, 1962).
    private(set) var mean = 0.0
    private var squares = 0.0

    init() {}

    /// Of all points, in order of event time; goes over them twice, which takes less than a division for each.
    init(_ points: [ChunkPoint]) {
        for point in points {
            guard point.stamp.quality != .bad else {
                badCount += 1
                continue
            }
            if count == 0 { first = point.value }
            count += 1
            minimum = min(minimum, point.value)
            maximum = max(maximum, point.value)
            last = point.value
            sum += point.value
        }
        guard count > 0 else { return }
        mean = sum / Double(count)
        for point in points where point.stamp.quality != .bad {
            let distance = point.value - mean
            squares += distance * distance
        }
    }

    /// As it was stored; the values are nil where there was none.
    init(
        count: Int,
        badCount: Int,
        minimum: Double?,
        maximum: Double?,
        mean: Double?,
        standardDeviation: Double?,
        first: Double?,
        last: Double?
    ) {
        self.badCount = badCount
        guard let minimum, let maximum, let mean, let standardDeviation, let first, let last else { return }
        self.count = count
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.sum = mean * Double(count)
        self.squares = standardDeviation * standardDeviation * Double(count)
        self.first = first
        self.last = last
    }

    /// Of the population; 0 of one value.
    var standardDeviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : .nan }

    mutating func add(_ point: ChunkPoint) {
        guard point.stamp.quality != .bad else {
            badCount += 1
            return
        }
        count += 1
        minimum = min(minimum, point.value)
        maximum = max(maximum, point.value)
        if count == 1 { first = point.value }
        last = point.value
        sum += point.value
        let distance = point.value - mean
        mean += distance / Double(count)
        squares += distance * (point.value - mean)
    }

    /// Takes in what came later, summed up elsewhere.
    ///
    /// Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
    mutating func append(_ later: ChunkSummary) {
        badCount &+= later.badCount
        guard later.count > 0 else { return }
        let total = Double(count + later.count)
        let distance = later.mean - mean
        squares += later.squares + distance * distance * (Double(count) * Double(later.count) / total)
        mean = count == 0 ? later.mean : mean + distance * (Double(later.count) / total)
        minimum = min(minimum, later.minimum)
        maximum = max(maximum, later.maximum)
        if count == 0 { first = later.first }
        last = later.last
        sum += later.sum
        count &+= later.count
    }
}
