import BelfryModel

/// The running aggregates of one span of time of one series: 96 bytes, valid while `count` > 0.
@usableFromInline
struct Pane: BitwiseCopyable {
    @usableFromInline var start: Int64
    @usableFromInline var count: Int
    @usableFromInline var sum: CompensatedSum
    @usableFromInline var squares: CompensatedSum
    @usableFromInline var minimum: Double
    @usableFromInline var maximum: Double
    @usableFromInline var first: Double
    @usableFromInline var firstTime: Int64
    @usableFromInline var last: Double
    @usableFromInline var lastTime: Int64

    /// A span that has seen nothing.
    static var empty: Pane { Pane(start: 0, value: 0, square: ExactSquare(0), time: 0, count: 0) }

    /// A span with its first value.
    @inlinable
    init(start: Int64, value: Double, square: ExactSquare, time: Int64, count: Int = 1) {
        self.start = start
        self.count = count
        self.sum = CompensatedSum(value)
        self.squares = CompensatedSum(square.high, square.low)
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
    mutating func add(_ value: Double, square: ExactSquare, time: Int64) {
        count &+= 1
        sum.add(value)
        squares.add(square.high, square.low)
        minimum = min(minimum, value)
        maximum = max(maximum, value)
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
            sum: sum.value,
            minimum: minimum,
            maximum: maximum,
            standardDeviation: CompensatedSum.standardDeviation(count: count, sum: sum, squares: squares),
            first: first,
            last: last
        )
    }
}
