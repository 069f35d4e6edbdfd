import BelfryModel
import GRDB

extension Store {
    /// The last rejected messages, newest first.
    public func quarantine(limit: Int) throws(StoreError) -> [QuarantineRecord] {
        try journal.read("read the quarantine of") { db in
            let sql = "SELECT * FROM quarantine ORDER BY number DESC LIMIT ?"
            return try Row.fetchAll(db, sql: sql, arguments: [max(0, limit)]).map(QuarantineRecord.init)
        }
    }

    /// One rejected message; nil where it was never there or has been overwritten.
    public func quarantine(number: Int64) throws(StoreError) -> QuarantineRecord? {
        try journal.read("read the quarantine of") { db in
            let sql = "SELECT * FROM quarantine WHERE number = ?"
            return try Row.fetchOne(db, sql: sql, arguments: [number]).map(QuarantineRecord.init)
        }
    }
}

extension QuarantineRecord {
    fileprivate init(_ row: Row) {
        self.init(
            number: row["number"],
            at: Timestamp(nanoseconds: row["at_ns"]),
            source: row["source"],
            topic: row["topic"],
            outcome: row["outcome"],
            reason: row["reason"],
            format: row["format"],
            sample: row["sample"]
        )
    }
}
