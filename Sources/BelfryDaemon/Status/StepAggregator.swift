import BelfryAPI
import BelfryModel

/// Folds readings in order of event time into aligned steps.
///
/// Pure.
struct StepAggregator {
    private let stepNanoseconds: Int64
    private let aggregate: Aggregate
    private var window: ClosedWindow?
    /// Sum of squared deviations (Welford 1962).
    private var squares = 0.0
    private var mean = 0.0

    /// An aggregator for steps of `stepNanoseconds` > 0.
    init(stepNanoseconds: Int64, aggregate: Aggregate) {
        self.stepNanoseconds = stepNanoseconds
        self.aggregate = aggregate
    }

    /// Takes a reading in; gives the step before it, where the reading began a new one.
    ///
    /// Bad readings are left out.
    mutating func add(_ reading: Reading) -> QueryPoint? {
        guard reading.quality != .bad else { return nil }
        let start = reading.eventTime.alignedDown(toMultipleOf: stepNanoseconds)
        guard var open = window, open.start == start else {
            let done = finish()
            window = ClosedWindow(
                series: reading.series,
                start: start,
                end: start.advanced(byNanoseconds: stepNanoseconds),
                count: 1,
                sum: reading.value,
                minimum: reading.value,
                maximum: reading.value,
                standardDeviation: 0,
                first: reading.value,
                last: reading.value
            )
            mean = reading.value
            squares = 0
            return done
        }
        open.count += 1
        open.sum += reading.value
        open.minimum = min(open.minimum, reading.value)
        open.maximum = max(open.maximum, reading.value)
        open.last = reading.value
        let difference = reading.value - mean
        mean += difference / Double(open.count)
        squares += difference * (reading.value - mean)
        open.standardDeviation = (squares / Double(open.count)).squareRoot()
        window = open
        return nil
    }

    /// The last step; nil where there was no reading.
    mutating func finish() -> QueryPoint? {
        defer { window = nil }
        return window.map { QueryPoint(time: $0.start.rfc3339, value: $0.value(of: aggregate), quality: nil) }
    }
}
