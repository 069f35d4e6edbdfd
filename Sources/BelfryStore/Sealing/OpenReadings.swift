import BelfryModel

/// All readings that are not in a chunk yet, by series: what sealing takes from, and what answers for the hour under way.
///
/// They are in the journal as well, which brings them back after a restart. Beyond ``StoreLimits/openReadingBytes`` no more are
/// taken in before a step of sealing has made room; queries then read the journal for what is not here.
struct OpenReadings {
    private let limitBytes: Int
    private var tails: [SeriesTail] = []
    /// The newest of each series by event time, sealed or not.
    private(set) var latest: [ChunkPoint?] = []
    /// The last row of the journal whose readings are here.
    private(set) var loadedThrough: Int64
    /// Readings ever until this row.
    private(set) var loadedTotal: Int64
    /// When the last of these rows arrived.
    private(set) var clock: Timestamp?
    /// When the first of them arrived.
    private(set) var firstClock: Timestamp?
    private(set) var byteCount = 0
    private(set) var readingCount = 0

    /// - Parameters:
    ///   - through: rows up to here are in chunks.
    ///   - total: readings ever that are in chunks.
    init(through: Int64, total: Int64, limitBytes: Int = StoreLimits.openReadingBytes) {
        self.limitBytes = limitBytes
        loadedThrough = through
        loadedTotal = total
    }

    var seriesCount: Int { tails.count }
    var isEmpty: Bool { readingCount == 0 }
    /// Whether the next row has to wait for room.
    var isFull: Bool { byteCount >= limitBytes }

    /// Takes in those readings of the next row that are not in chunks.
    ///
    /// - Parameters:
    ///   - total: readings ever until this row.
    ///   - isOpen: tells of a reading's hour whether it is not in a chunk; nil where none can be, as of a row just committed.
    mutating func append(
        _ readings: [Reading],
        row: Int64,
        total: Int64,
        latenessNanoseconds: Int64,
        where isOpen: ((Int64) -> Bool)? = nil
    ) {
        precondition(row > loadedThrough, "rows come in their order")
        for reading in readings {
            if let isOpen, !isOpen(reading.eventTime.hour) { continue }
            let index = Int(reading.series.index)
            guard index < ChunkKey.seriesLimit else { continue }
            grow(to: index + 1)
            let point = ChunkPoint(reading, latenessNanoseconds: latenessNanoseconds)
            byteCount -= tails[index].byteCount
            tails[index].append(point)
            byteCount += tails[index].byteCount
            readingCount += 1
            if latest[index].map({ $0.eventTime <= point.eventTime }) ?? true { latest[index] = point }
        }
        loadedThrough = row
        loadedTotal = max(loadedTotal, total)
        if let arrival = readings.last?.arrivalTime {
            clock = arrival
            firstClock = firstClock ?? arrival
        }
    }

    /// Passes over rows that have nothing open.
    mutating func skip(to row: Int64) {
        loadedThrough = max(loadedThrough, row)
    }

    /// The open readings of a series; unpacked by whoever asks, so that commits need not wait for it.
    func tail(of series: SeriesID) -> SeriesTail {
        let index = Int(series.index)
        return tails.indices.contains(index) ? tails[index] : SeriesTail()
    }

    /// Lets go of the first readings of a series, which are in chunks now, but for those that are held.
    mutating func remove(first count: Int, of series: SeriesID, holding held: [ChunkPoint]) throws(JournalFault) {
        let index = Int(series.index)
        let before = tails[index]
        let arrivedSince = before.count > count ? try before.points().dropFirst(count) : []
        let after = SeriesTail(held + arrivedSince)
        tails[index] = after
        byteCount += after.byteCount - before.byteCount
        readingCount += after.count - before.count
    }

    private mutating func grow(to count: Int) {
        guard tails.count < count else { return }
        tails += Array(repeating: SeriesTail(), count: count - tails.count)
        latest += Array(repeating: nil, count: count - latest.count)
    }
}
