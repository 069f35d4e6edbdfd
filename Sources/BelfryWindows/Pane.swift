import BelfryModel

/// The running aggregates of one span of time of one series: 96 bytes, valid while `count` > 0.
@usableFromInline
struct Pane: BitwiseCopyable {
    /// Exclusive.
    @usableFromInline var end: Int64
    @usableFromInline var count: Int
    @usableFromInline var sums: PowerSums
    @usableFromInline var minimum: Double
    @usableFromInline var maximum: Double
    @usableFromInline var first: Double
    @usableFromInline var firstTime: Int64
    @usableFromInline var last: Double
    @usableFromInline var lastTime: Int64

    /// No span: it ends before every time, and what it saw first comes after.
    static var closed: Pane { Pane(end: .min, value: 0, sums: PowerSums(of: 0), time: .max, count: 0) }

    /// A span with its first value.
    init(end: Int64, value: Double, sums: PowerSums, time: Int64, count: Int = 1) {
        self.end = end
        self.count = count
        self.sums = sums
        self.minimum = value
        self.maximum = value
        self.first = value
        self.firstTime = time
        self.last = value
        self.lastTime = time
    }

    var isOpen: Bool { count > 0 }

    /// Takes in a further value.
    ///
    /// Of two values with one event time the one that arrived last is first and last.
    @inlinable
    @inline(__always)
    mutating func add(_ value: Double, sums other: PowerSums, time: Int64) {
        count &+= 1
        sums.add(other)
        // As selections, not branches: which values are extreme cannot be foreseen.
        minimum = value < minimum ? value : minimum
        maximum = value > maximum ? value : maximum
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
    func closedWindow(series: SeriesID, length: Int64) -> ClosedWindow {
        ClosedWindow(
            series: series,
            start: Timestamp(nanoseconds: end - length),
            end: Timestamp(nanoseconds: end),
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
