// Which sessions brokers keep for this daemon. Where a note says that there was one and the broker says that there is none,
// what it had queued meanwhile is lost, and somebody has to be told.

public import BelfryModel
import GRDB

/// A session that a broker has accepted.
public struct StoredSession: Hashable, Sendable {
    /// What tells it from others: client identifier and address.
    public var name: String
    /// When it was accepted.
    public var at: Timestamp

    public init(name: String, at: Timestamp) {
        self.name = name
        self.at = at
    }
}

extension Store {
    static let sessionPrefix = "session "

    /// The sessions that were ever noted, by name.
    public func sessions() throws(StoreError) -> [String: Timestamp] {
        try journal.read("read the sessions of") { db in
            let sql = "SELECT name, value FROM note WHERE substr(name, 1, ?) = ?"
            let rows = try Row.fetchAll(db, sql: sql, arguments: [Self.sessionPrefix.count, Self.sessionPrefix])
            return Dictionary(
                rows.map { row in
                    let name: String = row["name"]
                    return (String(name.dropFirst(Self.sessionPrefix.count)), Timestamp(nanoseconds: row["value"]))
                }
            ) { $1 }
        }
    }

    static func insert(_ sessions: [StoredSession], into db: Database) throws {
        for session in sessions {
            try db.cachedStatement(sql: "INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)")
                .execute(arguments: [sessionPrefix + session.name, session.at.nanoseconds])
        }
    }
}
