import BelfryModel
import GRDB

extension Store {
    /// The last rejected messages, newest first.
    public func quarantine(limit: Int) throws(StoreError) -> [QuarantineRecord] {
        try read("read the quarantine of") { db in
            let sql = "SELECT * FROM quarantine ORDER BY number DESC LIMIT ?"
            return try Row.fetchAll(db, sql: sql, arguments: [max(0, limit)]).map { row in
                QuarantineRecord(
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
    }
}
