import BelfryModel

/// Puts pieces together to steps.
struct WindowFold {
    private let series: SeriesID
    private let stepNanoseconds: Int64
    private(set) var windows: [ClosedWindow] = []
    private var start: Timestamp?
    private var summary = ChunkSummary()

    init(series: SeriesID, stepNanoseconds: Int64) {
        self.series = series
        self.stepNanoseconds = stepNanoseconds
    }

    /// Takes in the next piece by time; it lies in one step.
    mutating func add(_ piece: ChunkSummary, at time: Timestamp) {
        let start = time.alignedDown(toMultipleOf: stepNanoseconds)
        if start != self.start { close() }
        self.start = start
        summary.append(piece)
    }

    /// Takes in the next reading by time.
    mutating func add(_ point: ChunkPoint) {
        let start = point.eventTime.alignedDown(toMultipleOf: stepNanoseconds)
        if start != self.start { close() }
        self.start = start
        summary.add(point)
    }

    consuming func finish() -> [ClosedWindow] {
        close()
        return windows
    }

    private mutating func close() {
        defer { summary = ChunkSummary() }
        guard let start, summary.count > 0 else { return }
        windows.append(
            ClosedWindow(
                series: series,
                start: start,
                end: start.advanced(byNanoseconds: stepNanoseconds),
                count: summary.count,
                sum: summary.sum,
                minimum: summary.minimum,
                maximum: summary.maximum,
                standardDeviation: summary.standardDeviation,
                first: summary.first,
                last: summary.last
            )
        )
    }
}
