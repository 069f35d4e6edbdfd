import BelfryModel
import GRDB

/// Where the next commit goes on: read once at opening, then carried from commit to commit.
struct JournalEnd {
    /// The rowid of the newest row; 0 before the first.
    private(set) var lastRow: Int64 = 0
    /// Readings stored ever, pruned ones included.
    private(set) var total: Int64 = 0
    /// Arrival of the newest reading stored.
    private(set) var newestArrival: Timestamp?
    /// The times of the rows since the last full span.
    private(set) var openSpan = TimeSpan()
    /// The batch number that the next deliveries get.
    private(set) var nextDelivery: Int64 = 0
    /// The number that the next quarantined message gets.
    private(set) var nextQuarantine: Int64 = 0

    /// - Parameter reached: the last row that the history knows of: where the journal was lost, or rows of it, numbers go on behind
    ///   it, so that none is ever taken for one that has been sealed.
    init(_ journal: DatabaseAccess, after reached: Int64) throws(StoreError) {
        self = try journal.read("open") { try JournalEnd($0, after: reached) }
    }

    private init(_ db: Database, after reached: Int64) throws {
        if let row = try Row.fetchOne(db, sql: "SELECT id, total, arrival_max_ns FROM journal ORDER BY id DESC LIMIT 1")
        {
            lastRow = try row.checked("id")
            total = try row.checked("total")
            newestArrival = Timestamp(nanoseconds: try row.checked("arrival_max_ns"))
        }
        lastRow = max(lastRow, reached)
        let firstOfSpan = (lastRow + 1) / StoreLimits.rowsPerSpan * StoreLimits.rowsPerSpan
        let sql = "SELECT \(TimeSpan.columns) FROM journal WHERE id >= ?"
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [firstOfSpan])
        while let row = try rows.next() { openSpan.include(try TimeSpan(row)) }
        nextDelivery = try Int64.fetchOne(db, sql: "SELECT max(batch) + 1 FROM delivery") ?? 0
        nextQuarantine = try Int64.fetchOne(db, sql: "SELECT max(number) + 1 FROM quarantine") ?? 0
    }

    /// Takes in a row and returns the span that it completes, to be stored in the same transaction.
    mutating func append(_ row: JournalRow) -> (id: Int64, times: TimeSpan)? {
        lastRow += 1
        total += Int64(row.count)
        newestArrival = max(newestArrival ?? .distantPast, row.times.arrivalMaximum)
        openSpan.include(row.times)
        guard (lastRow + 1) % StoreLimits.rowsPerSpan == 0 else { return nil }
        defer { openSpan = TimeSpan() }
        return (lastRow / StoreLimits.rowsPerSpan, openSpan)
    }

    /// The number of a new batch of deliveries.
    mutating func takeDelivery() -> Int64 {
        defer { nextDelivery += 1 }
        return nextDelivery
    }

    /// The numbers of newly quarantined messages.
    mutating func takeQuarantine(_ count: Int) -> Range<Int64> {
        defer { nextQuarantine += Int64(count) }
        return nextQuarantine..<nextQuarantine + Int64(count)
    }
}

extension TimeSpan {
    static let columns = "arrival_min_ns, arrival_max_ns, event_min_ns, event_max_ns"

    init(_ row: Row) throws {
        arrivalMinimum = Timestamp(nanoseconds: try row.checked("arrival_min_ns"))
        arrivalMaximum = Timestamp(nanoseconds: try row.checked("arrival_max_ns"))
        eventMinimum = Timestamp(nanoseconds: try row.checked("event_min_ns"))
        eventMaximum = Timestamp(nanoseconds: try row.checked("event_max_ns"))
    }

    /// In the order of ``columns``.
    var arguments: StatementArguments {
        [
            arrivalMinimum.nanoseconds, arrivalMaximum.nanoseconds, eventMinimum.nanoseconds,
            eventMaximum.nanoseconds,
        ]
    }
}
