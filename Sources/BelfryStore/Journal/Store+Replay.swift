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
        try journal.read("replay") { db in
            try Self.forEachRow(db, where: "arrival_max_ns >= ?", [arrival.nanoseconds]) { row in
                guard thrown == nil else { return }
                let data: Data = try row.checked("data")
                do throws(JournalFault) {
                    let readings = try JournalRow.readings(in: [UInt8](data))
                    thrown = report.replay(readings, since: arrival, body)
                } catch {
                    report.addDamage(try row.checked("id"))
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
        try journal.read("read deliveries from") { db in
            let sql = "SELECT data FROM delivery ORDER BY batch DESC LIMIT ?"
            let blobs = try Data.fetchAll(db, sql: sql, arguments: [max(0, batches)])
            return blobs.reversed().flatMap { (try? PackedDeliveries.decode([UInt8]($0))) ?? [] }
        }
    }

    /// Visits the journal rows after another that fulfil a condition on their times, in order, without touching the spans of rows that
    /// cannot.
    static func forEachRow(
        _ db: Database,
        after first: Int64 = 0,
        where condition: String,
        _ times: StatementArguments,
        _ body: (Row) throws -> Void
    ) throws {
        let spans = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM journal_span WHERE id >= ? AND \(condition) ORDER BY id",
            arguments: [first / StoreLimits.rowsPerSpan] + times
        )
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM journal") ?? 0
        let open = (last + 1) / StoreLimits.rowsPerSpan
        for span in spans + [open] {
            let start = span * StoreLimits.rowsPerSpan
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT id, event_min_ns, data FROM journal WHERE id >= ? AND id < ? AND \(condition) ORDER BY id",
                arguments: [max(start, first + 1), start + StoreLimits.rowsPerSpan] + times
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
