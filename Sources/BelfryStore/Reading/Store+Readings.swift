public import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

extension Store {
    /// The readings of one series with event times in `from..<to`, ordered by event time; of several with one event
    /// time, the last to arrive.
    ///
    /// Takes about as long as the hours of the series that it touches, however much else is stored. A reading that is in a
    /// chunk has its event time in the place of its arrival.
    ///
    /// - Parameter limit: at most ``StoreLimits/readingsPerQuery``; the earliest are returned. Where as many came back,
    ///   ask again from just after the last one's time.
    /// - Throws: `corrupt` with the place where a chunk or a row in the range is damaged.
    public func readings(
        of series: SeriesID,
        from: Timestamp,
        to: Timestamp,
        limit: Int = StoreLimits.readingsPerQuery
    ) throws(StoreError) -> [Reading] {
        let limit = min(limit, StoreLimits.readingsPerQuery)
        guard from < to, limit > 0 else { return [] }
        let recent = try recentPoints(of: series, in: from..<to, limit: limit)
        return try history.read("read a series from") { db in
            var merge = PointMerge(recent: recent, limit: limit)
            try ChunkTable.forEach(series, in: from..<to, of: db, path: configuration.path) { points in
                merge.append(points)
                return !merge.isFull
            }
            return merge.finish().map { $0.reading(of: series) }
        }
    }

    /// What of a series is not for certain in a chunk, in order of event time.
    ///
    /// Looked up before the chunks are: what is sealed in between is then in both, and in none never.
    func recentPoints(
        of series: SeriesID,
        in times: Range<Timestamp>,
        limit: Int
    ) throws(StoreError) -> [ChunkPoint] {
        let last = lastBatch
        let loadedThrough: Int64
        var points: [ChunkPoint]
        do throws(JournalFault) {
            let tail: SeriesTail
            (tail, loadedThrough) = openReadings.withLock { ($0.tail(of: series), $0.loadedThrough) }
            points = try tail.points()
        } catch {
            throw StoreError(
                kind: .corrupt,
                path: configuration.path,
                operation: "read a series from",
                reason: error.reason
            )
        }
        points.removeAll { !times.contains($0.eventTime) }
        guard loadedThrough < last else { return ChunkPoint.settled(points) }
        // Just started, or short of memory: the journal has more.
        let rows = try journalReadings(of: series, in: times, after: loadedThrough, limit: limit)
        points += rows.map { ChunkPoint($0, latenessNanoseconds: configuration.allowedLatenessNanoseconds) }
        return ChunkPoint.settled(points)
    }

    /// The earliest readings of a series in rows of the journal that are not in hand.
    private func journalReadings(
        of series: SeriesID,
        in times: Range<Timestamp>,
        after loadedThrough: Int64,
        limit: Int
    ) throws(StoreError) -> [Reading] {
        let path = configuration.journalPath
        return try journal.read("read a series from") { db in
            var earliest = EarliestReadings(limit: limit)
            let condition = "event_max_ns >= ? AND event_min_ns < ?"
            let bounds: StatementArguments = [times.lowerBound.nanoseconds, times.upperBound.nanoseconds]
            try Self.forEachRow(db, after: loadedThrough, where: condition, bounds) { row in
                guard try row.checked("event_min_ns") <= earliest.cutoff.nanoseconds else { return }
                let data: Data = try row.checked("data")
                do throws(JournalFault) {
                    try JournalRow.decode([UInt8](data)) { reading in
                        guard reading.series == series, times.contains(reading.eventTime) else { return }
                        earliest.insert(reading)
                    }
                } catch {
                    throw StoreError(damaged: "journal row \(row["id"] as Int64)", error, path: path)
                }
            }
            return earliest.sorted()
        }
    }
}

extension StoreError {
    /// A damaged part of a file that is in the way of a query.
    init(damaged part: String, _ fault: JournalFault, path: String) {
        self.init(
            kind: .corrupt,
            path: path,
            operation: "read a series from",
            reason: "\(part) is damaged: \(fault.reason) at byte \(fault.offset)",
            remedy: "leave its times out of the query; everything else can be read"
        )
    }
}
