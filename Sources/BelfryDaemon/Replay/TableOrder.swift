import BelfryModel

/// Whether the rows of a table come in order of time, as far as real ones do.
///
/// ```
///   12:00  12:05  12:04:50  12:10  11:15  11:20      late by less than is allowed: fine
///                 fine             told   told       a sensor's clock was set back: taken, and told
///   12:00  11:55  11:50     11:45                    a table that runs backwards: refused
/// ```
/// Pure. What is refused would feed the detectors nothing but late readings, and they would say nothing at all.
struct TableOrder {
    /// So many rows of a series on end, each older than the one before, are no clock that was set back.
    static let refusedRun = 3
    /// Nor are steps back at more than one row in so many, beyond one of each series.
    static let rowsPerStepBack = 10

    /// What was taken although it was out of order.
    private(set) var disorder: TableDisorder?

    private let file: String
    private let latenessNanoseconds: Int64
    private var tracks: [SeriesID: Track] = [:]
    private var rows = 0
    private var stepsBack = 0

    /// How far a series has come.
    private struct Track {
        var newest: Timestamp
        var previous: Timestamp
        /// Rows on end that are older than the one before them.
        var run = 0
        var runLine = 0
    }

    /// - Parameter latenessNanoseconds: by how much a row may be older than one above it without a word.
    init(file: String, latenessNanoseconds: Int64) {
        self.file = file
        self.latenessNanoseconds = latenessNanoseconds
    }

    /// When a row arrives that is about a series, or about none since it has no value: with the newest before it where it is older.
    ///
    /// - Throws: ``FileFault`` where it is older than what a table may have.
    mutating func arrival(
        of time: Timestamp,
        _ series: SeriesID?,
        after last: Timestamp,
        line: Int
    ) throws(FileFault) -> Timestamp {
        rows += 1
        let isLate = last != .distantPast && last.nanosecondsSince(time) > latenessNanoseconds
        guard let series else {
            return max(time, last)
        }
        var track = tracks[series] ?? Track(newest: .distantPast, previous: .distantPast)
        defer { tracks[series] = track }
        guard isLate else {
            track.run = 0
            (track.newest, track.previous) = (max(track.newest, time), time)
            return max(time, last)
        }
        // A row of another sensor's past is no clock that was set back.
        guard time <= track.newest else { throw fault(time, last, line) }
        note(time, line)
        if time < track.previous {
            stepsBack += 1
            if track.run == 0 { track.runLine = line }
            track.run += 1
            if track.run >= Self.refusedRun { throw backwards(track.runLine) }
        } else if time > track.previous {
            track.run = 0
        }
        track.previous = time
        return last
    }

    /// To be asked at the end of the table.
    ///
    /// - Throws: ``FileFault`` where too much of it was out of order.
    func check() throws(FileFault) {
        guard let disorder, stepsBack > max(1, tracks.count), stepsBack * Self.rowsPerStepBack > rows else { return }
        throw FileFault(
            file: file,
            line: disorder.line,
            reason: "the time goes back here, and at \(stepsBack) of \(rows) rows; sort by time, the oldest first"
        )
    }

    private mutating func note(_ time: Timestamp, _ line: Int) {
        if disorder == nil { disorder = TableDisorder(file: file, line: line, time: time, rows: 0) }
        disorder?.rows += 1
    }

    private func fault(_ time: Timestamp, _ last: Timestamp, _ line: Int) -> FileFault {
        FileFault(file: file, line: line, reason: "\(time.rfc3339) comes after \(last.rfc3339); sort by time")
    }

    private func backwards(_ line: Int) -> FileFault {
        FileFault(
            file: file,
            line: line,
            reason: "from here on each row is older than the one above it; sort by time, the oldest first"
        )
    }
}
