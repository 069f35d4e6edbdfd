import BelfryModel
import GRDB

/// Where the next piece of a series' steps comes from: a day, an hour, or the readings of an hour.
struct WindowSource {
    enum Content {
        case summary(ChunkSummary)
        case points([ChunkPoint])
    }

    struct Piece {
        var start: Timestamp
        /// Where to go on.
        var end: Timestamp
        /// nil where there is nothing up to `end`.
        var content: Content?
    }

    let series: SeriesID
    /// What no chunk has for certain, by event time.
    private let recent: [ChunkPoint]
    private var nextRecent = 0
    /// The last day that has been summed up.
    private let lastDay: Int64?
    /// The oldest hour of any series that has a sum: readings may be kept for longer than those.
    private let oldestHour: Timestamp
    private let path: String

    init(series: SeriesID, recent: [ChunkPoint], lastDay: Int64?, oldestHour: Timestamp, path: String) {
        self.series = series
        self.recent = recent
        self.lastDay = lastDay
        self.oldestHour = oldestHour
        self.path = path
    }

    /// The piece from a position on; positions only go forward.
    mutating func next(
        from position: Timestamp,
        to end: Timestamp,
        stepNanoseconds: Int64,
        in db: Database
    ) throws -> Piece {
        while nextRecent < recent.count, recent[nextRecent].eventTime < position { nextRecent += 1 }
        if isWhole(.day, position, end, stepNanoseconds), isSummedUp(position) {
            return try window(of: .day, from: position, to: end, in: db)
        }
        if position >= oldestHour, isWhole(.hour, position, end, stepNanoseconds) {
            return try window(of: .hour, from: position, to: end, in: db)
        }
        return try readings(from: position, to: end, stepNanoseconds: stepNanoseconds, in: db)
    }

    /// Whether a window begins here, lies in one step and in the range, and has nothing that its sum does not.
    private func isWhole(_ table: RollupTable, _ start: Timestamp, _ end: Timestamp, _ stepNanoseconds: Int64) -> Bool {
        let length = table.windowNanoseconds
        guard stepNanoseconds % length == 0, start == start.alignedDown(toMultipleOf: length) else { return false }
        let windowEnd = start.advanced(byNanoseconds: length)
        return windowEnd <= end && (recentTime.map { $0 >= windowEnd } ?? true)
    }

    private func isSummedUp(_ day: Timestamp) -> Bool {
        lastDay.map { day.hour.dayOfHour <= $0 } ?? false
    }

    private var recentTime: Timestamp? { nextRecent < recent.count ? recent[nextRecent].eventTime : nil }

    private func window(
        of table: RollupTable,
        from start: Timestamp,
        to end: Timestamp,
        in db: Database
    ) throws -> Piece {
        let length = table.windowNanoseconds
        let next = start.advanced(byNanoseconds: length)
        guard let found = try table.first(from: start, series: series, in: db) else {
            return Piece(start: start, end: jump(to: end, past: next, length: length))
        }
        if found.start == start, found.series == series {
            return Piece(start: start, end: next, content: .summary(found.summary))
        }
        return Piece(start: start, end: jump(to: min(found.start, end), past: next, length: length))
    }

    /// How far nothing can be: not beyond what is only in the readings, nor into a window that is cut off.
    private func jump(to target: Timestamp, past next: Timestamp, length: Int64) -> Timestamp {
        var target = min(target, recentTime ?? .distantFuture)
        if let lastDay, length == Nanoseconds.perDay { target = min(target, Timestamp(hour: (lastDay + 1) * 24)) }
        return max(next, target.alignedDown(toMultipleOf: length))
    }

    /// The readings up to the end of the hour; where there are none, how far there can be nothing of use for the step.
    private mutating func readings(
        from start: Timestamp,
        to end: Timestamp,
        stepNanoseconds: Int64,
        in db: Database
    ) throws -> Piece {
        let hourEnd = min(Timestamp(hour: start.hour + 1), end)
        var sealed: [ChunkPoint] = []
        try ChunkTable.forEach(series, in: start..<hourEnd, of: db, path: path) { points in
            sealed += points
            return true
        }
        var merge = PointMerge(recent: takeRecent(until: hourEnd), limit: .max)
        merge.append(sealed)
        let points = merge.finish()
        guard points.isEmpty else { return Piece(start: start, end: hourEnd, content: .points(points)) }
        let found = try ChunkTable.firstHour(from: hourEnd, in: db) ?? .distantFuture
        // Sums are there for longer than readings are, and the other way round.
        let isOfSums = stepNanoseconds % RollupTable.hour.windowNanoseconds == 0
        let firstSum = isOfSums ? min(max(oldestHour, hourEnd), nextDay(after: start, stepNanoseconds)) : .distantFuture
        return Piece(start: start, end: max(hourEnd, min(found, firstSum, end, recentTime ?? .distantFuture)))
    }

    /// The next midnight, if a day begins there that has been summed up and is of use.
    private func nextDay(after start: Timestamp, _ stepNanoseconds: Int64) -> Timestamp {
        let day = start.hour.dayOfHour + 1
        guard stepNanoseconds % RollupTable.day.windowNanoseconds == 0, day <= lastDay ?? .min else {
            return .distantFuture
        }
        return Timestamp(hour: day * 24)
    }

    private mutating func takeRecent(until end: Timestamp) -> [ChunkPoint] {
        let first = nextRecent
        while let time = recentTime, time < end { nextRecent += 1 }
        return Array(recent[first..<nextRecent])
    }
}
