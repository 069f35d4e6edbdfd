/// The aggregates of one window of one series that has ended.
///
/// A reading that comes late, and not too late, changes them: the window is then told anew with the next ``revision``.
public struct ClosedWindow: Sendable, BitwiseCopyable {
    public var series: SeriesID
    /// Inclusive.
    public var start: Timestamp
    /// Exclusive.
    public var end: Timestamp
    /// Readings in the window; 0 where it is empty or idle, which leaves all but count and sum undefined (NaN).
    public var count: Int
    public var sum: Double
    public var minimum: Double
    public var maximum: Double
    /// Population standard deviation, at least 0.
    public var standardDeviation: Double
    /// The value with the earliest event time; NaN where nobody asked for it.
    public var first: Double
    /// The value with the latest event time; NaN where nobody asked for it.
    public var last: Double
    /// 0: as it was when it ended; one more for each reading that came late.
    public var revision: Int
    public var standing: WindowStanding
    /// Data capture, 0...1: the share of the readings expected by the series' interval that came; NaN where none is known.
    public var coverage: Float

    /// Arithmetic mean.
    @inlinable
    public var mean: Double { sum / Double(count) }

    public init(
        series: SeriesID,
        start: Timestamp,
        end: Timestamp,
        count: Int,
        sum: Double,
        minimum: Double,
        maximum: Double,
        standardDeviation: Double,
        first: Double,
        last: Double,
        revision: Int = 0,
        standing: WindowStanding = .complete,
        coverage: Float = .nan
    ) {
        self.series = series
        self.start = start
        self.end = end
        self.count = count
        self.sum = sum
        self.minimum = minimum
        self.maximum = maximum
        self.standardDeviation = standardDeviation
        self.first = first
        self.last = last
        self.revision = revision
        self.standing = standing
        self.coverage = coverage
    }

    /// A window without readings.
    public static func empty(
        _ series: SeriesID,
        start: Timestamp,
        end: Timestamp,
        standing: WindowStanding,
        coverage: Float
    ) -> ClosedWindow {
        ClosedWindow(
            series: series,
            start: start,
            end: end,
            count: 0,
            sum: 0,
            minimum: .nan,
            maximum: .nan,
            standardDeviation: .nan,
            first: .nan,
            last: .nan,
            standing: standing,
            coverage: coverage
        )
    }
}

extension ClosedWindow: Equatable {
    /// The same to the last bit, so that what is undefined in both is the same.
    public static func == (left: ClosedWindow, right: ClosedWindow) -> Bool {
        left.series == right.series && left.start == right.start && left.end == right.end && left.count == right.count
            && left.revision == right.revision && left.standing == right.standing
            && left.coverage.bitPattern == right.coverage.bitPattern && left.bits == right.bits
    }

    private var bits: [UInt64] {
        [sum, minimum, maximum, standardDeviation, first, last].map(\.bitPattern)
    }
}
