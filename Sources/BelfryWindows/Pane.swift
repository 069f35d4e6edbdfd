import BelfryModel

/// The running aggregates of one span of time of one series: 96 bytes, valid while `count` > 0.
@usableFromInline
struct Pane: BitwiseCopyable {
    @usableFromInline var start: Int64
    @usableFromInline var count: Int
    @usableFromInline var sums: PowerSums
    @usableFromInline var minimum: Double
    @usableFromInline var maximum: Double
    @usableFromInline var first: Double
    @usableFromInline var firstTime: Int64
    @usableFromInline var last: Double
    @usableFromInline var lastTime: Int64

    /// No span: it begins after every time.
    static var empty: Pane { Pane(start: .max, value: 0, sums: PowerSums(of: 0), time: 0, count: 0) }

    /// A span with its first value.
    @inlinable
    init(start: Int64, value: Double, sums: PowerSums, time: Int64, count: Int = 1) {
        self.start = start
        self.count = count
        self.sums = sums
        self.minimum = value
        self.maximum = value
        self.first = value
        self.firstTime = time
        self.last = value
        self.lastTime = time
    }

    /// Takes in a further value.
    ///
    /// Of two values with one event time the one that arrived last is first and last.
    @inlinable
    @inline(__always)
    mutating func add(_ value: Double, sums other: PowerSums, time: Int64) {
        count &+= 1
        sums.add(other)
        if value < minimum { minimum = value }
        if value > maximum { maximum = value }
        if time >= lastTime {
            last = value
            lastTime = time
        }
        if time <= firstTime {
            first = value
            firstTime = time
        }
    }

    /// The aggregates as the rest of the house sees them.
    func closed(series: SeriesID, length: Int64) -> ClosedWindow {
        ClosedWindow(
            series: series,
            start: Timestamp(nanoseconds: start),
            end: Timestamp(nanoseconds: start + length),
            count: count,
            sum: sums.sum,
            minimum: minimum,
            maximum: maximum,
            standardDeviation: sums.standardDeviation(count: count),
            first: first,
            last: last
        )
    }
}
