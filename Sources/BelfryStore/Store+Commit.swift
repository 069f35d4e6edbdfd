import BelfryModel
import FoundationEssentials
import GRDB
import Synchronization

extension Store {
    /// Stores a batch in one transaction: readings as one packed row, new series, quarantine and deliveries.
    ///
    /// Durable on return: a power cut does not take it back. On an error nothing of it is stored, unless the device
    /// itself failed: then ask ``lastBatch`` after ``reopen()``.
    public func commit(_ batch: CommitBatch) throws(StoreError) {
        try append(batch)
        // The batch is safe in the log whether or not the log can be copied now; statistics keep the fault.
        try? journal.checkpointIfDue()
        try? mirrorSeries()
        try? history.checkpointIfDue()
    }

    /// ``commit(_:)`` without the work that can wait until the broker has its acknowledgement.
    func append(_ batch: CommitBatch) throws(StoreError) {
        guard !batch.isEmpty else { return }
        let row = batch.readings.isEmpty ? nil : JournalRow(batch.readings)
        try journalEnd.withLock { end throws(StoreError) in
            var next = end
            try journal.write("commit to") { db in
                try Self.insert(batch.newSeries, at: batch.committedAt, withSensors: false, into: db)
                if let row { try Self.insert(row, after: &next, into: db) }
                try Self.insert(batch.deliveries, after: &next, into: db)
                try insert(batch.quarantine, after: &next, into: db)
                try Self.insert(batch.sessions, into: db)
            }
            end = next
            if row != nil { takeIn(batch.readings, row: next.lastRow, total: next.total) }
            noteSeries(batch.newSeries)
            counters.withLock { counters in
                counters.countReadings(batch.readings.count, at: batch.committedAt)
                counters.publish(next)
            }
        }
    }

    private static func insert(_ row: JournalRow, after end: inout JournalEnd, into db: Database) throws {
        let completed = end.append(row)
        let statement = try db.cachedStatement(
            sql: "INSERT INTO journal (id, count, total, \(TimeSpan.columns), data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        )
        var arguments: StatementArguments = [end.lastRow, row.count, end.total]
        arguments += row.times.arguments
        arguments += [Data(row.data)]
        try statement.execute(arguments: arguments)
        if let completed {
            try db.cachedStatement(
                sql: "INSERT OR REPLACE INTO journal_span (id, \(TimeSpan.columns)) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [completed.id] + completed.times.arguments)
        }
    }

    private static func insert(_ deliveries: [StoredDelivery], after end: inout JournalEnd, into db: Database) throws {
        guard !deliveries.isEmpty else { return }
        let number = end.takeDelivery()
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO delivery (slot, batch, data) VALUES (?, ?, ?)")
            .execute(
                arguments: [
                    number % Int64(StoreLimits.deliveryBatches), number, Data(PackedDeliveries.encode(deliveries)),
                ]
            )
    }

    private func insert(_ records: [QuarantineRecord], after end: inout JournalEnd, into db: Database) throws {
        let limit = configuration.quarantineLimit
        guard limit > 0, !records.isEmpty else { return }
        let kept = records.suffix(min(limit, StoreLimits.quarantinePerCommit))
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO quarantine
                (slot, number, at_ns, source, topic, outcome, reason, format, sample)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        for (number, record) in zip(end.takeQuarantine(kept.count), kept) {
            try statement.execute(
                arguments: [
                    number % Int64(limit), number, record.at.nanoseconds, record.source, record.topic,
                    record.outcome, record.reason, record.format, record.sample,
                ]
            )
        }
    }
}
