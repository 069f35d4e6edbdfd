public import BelfryModel
import FoundationEssentials
import GRDB

/// What ``Store/replayJournal(since:_:)`` came across.
public struct ReplayReport: Hashable, Sendable {
    public var readings: Int64 = 0
    /// Rows that could not be read, the first ``StoreLimits/damagedRowsNamed`` by number.
    public var damagedRows: [Int64] = []
    public var damagedCount = 0
}

extension Store {
    /// The readings of one series with event times in `from..<to`, ordered by event time; of several with one event
    /// time, the last to arrive.
    ///
    /// Rows are skipped by their times, the others unpacked whole: about 0.15 s a million readings of all series.
    ///
    /// - Parameter limit: at most ``StoreLimits/readingsPerQuery``; the earliest are returned. Where as many came back,
    ///   ask again from just after the last one's time.
    /// - Throws: `corrupt` with the row's number where a row in the range is damaged.
    public func readings(
        of series: SeriesID,
        from: Timestamp,
        to: Timestamp,
        limit: Int = StoreLimits.readingsPerQuery
    ) throws(StoreError) -> [Reading] {
        let path = configuration.path
        return try read("read a series from") { db in
            var earliest = EarliestReadings(limit: min(limit, StoreLimits.readingsPerQuery))
            let condition = "event_max_ns >= ? AND event_min_ns < ?"
            let times: StatementArguments = [from.nanoseconds, to.nanoseconds]
            try Self.forEachRow(db, where: condition, times) { row in
                guard row["event_min_ns"] <= earliest.cutoff.nanoseconds else { return }
                do throws(JournalFault) {
                    try JournalRow.decode([UInt8](row["data"] as Data)) { reading in
                        guard reading.series == series, reading.eventTime >= from, reading.eventTime < to else {
                            return
                        }
                        earliest.insert(reading)
                    }
                } catch {
                    throw StoreError(damaged: row["id"], error, path: path)
                }
            }
            return earliest.sorted()
        }
    }

    /// Calls `body` with every reading that arrived at `arrival` or later, in the order of arrival.
    ///
    /// A damaged row is left out and reported: a start must not fail for it.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    @discardableResult
    public func replayJournal(
        since arrival: Timestamp,
        _ body: (Reading) throws -> Void
    ) throws -> ReplayReport {
        var report = ReplayReport()
        var thrown: (any Error)?
        try read("replay") { db in
            try Self.forEachRow(db, where: "arrival_max_ns >= ?", [arrival.nanoseconds]) { row in
                guard thrown == nil else { return }
                do throws(JournalFault) {
                    let readings = try JournalRow.readings(in: [UInt8](row["data"] as Data))
                    thrown = report.replay(readings, since: arrival, body)
                } catch {
                    report.addDamage(row["id"])
                }
            }
        }
        if let thrown { throw thrown }
        return report
    }

    /// The deliveries of the last batches that had any, oldest first; a damaged one is left out.
    ///
    /// - Parameter batches: at most ``StoreLimits/deliveryBatches``.
    public func recentDeliveries(batches: Int) throws(StoreError) -> [StoredDelivery] {
        try read("read deliveries from") { db in
            let sql = "SELECT data FROM delivery ORDER BY batch DESC LIMIT ?"
            let blobs = try Data.fetchAll(db, sql: sql, arguments: [max(0, batches)])
            return blobs.reversed().flatMap { (try? PackedDeliveries.decode([UInt8]($0))) ?? [] }
        }
    }

    /// Visits the journal rows that fulfil a condition on their times, in order, without touching the spans of rows that
    /// cannot.
    private static func forEachRow(
        _ db: Database,
        where condition: String,
        _ times: StatementArguments,
        _ body: (Row) throws -> Void
    ) throws {
        let spans = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM journal_span WHERE \(condition) ORDER BY id",
            arguments: times
        )
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM journal") ?? 0
        let open = (last + 1) / StoreLimits.rowsPerSpan
        for span in spans + [open] {
            let first = span * StoreLimits.rowsPerSpan
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT id, event_min_ns, data FROM journal WHERE id >= ? AND id < ? AND \(condition) ORDER BY id",
                arguments: [first, first + StoreLimits.rowsPerSpan] + times
            )
            while let row = try rows.next() { try body(row) }
        }
    }
}

extension ReplayReport {
    /// Hands on the readings that are young enough; returns what `body` throws.
    fileprivate mutating func replay(
        _ batch: [Reading],
        since arrival: Timestamp,
        _ body: (Reading) throws -> Void
    ) -> (any Error)? {
        do {
            for reading in batch where reading.arrivalTime >= arrival {
                try body(reading)
                readings += 1
            }
            return nil
        } catch {
            return error
        }
    }

    fileprivate mutating func addDamage(_ row: Int64) {
        damagedCount += 1
        if damagedRows.count < StoreLimits.damagedRowsNamed { damagedRows.append(row) }
    }
}

extension StoreError {
    fileprivate init(damaged row: Int64, _ fault: JournalFault, path: String) {
        self.init(
            kind: .corrupt,
            path: path,
            operation: "read a series from",
            reason: "journal row \(row) is damaged: \(fault.reason) at byte \(fault.offset)",
            remedy: "leave its times out of the query; all other rows can be read"
        )
    }
}
