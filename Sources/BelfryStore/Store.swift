// The only room that speaks SQL. Whatever it reports as done survives SIGKILL and power cuts.

import BelfryModel
import GRDB
import Synchronization

/// Readings, sensors, incidents and quarantine in one SQLite file.
///
/// ```
///            commit, save, prune: one thread at a time                readings, incidents, …: any thread
///                        │                                                       ▲
///                        ▼                                                       │
///     belfry.db-wal  append ──► fsync ──► return         belfry.db  ◄── snapshot of the last commit
///                        │                                   ▲
///                        └────────── checkpoint ─────────────┘
/// ```
///
/// Nothing is written in memory only: after a fault ``reopen()`` starts again from the file.
public final class Store: Sendable {
    public let configuration: StoreConfiguration

    private enum Access: Sendable {
        case open(DatabaseConnection)
        /// Given up after a fault; ``reopen()`` has not succeeded yet.
        case lost
        case closed
    }

    private let access: Mutex<Access>
    /// By it the database is known again after a fault.
    private let identity: Int64
    /// Held during a commit, so that there is one writer.
    let journalEnd: Mutex<JournalEnd>
    let counters = Mutex(WriteCounters())

    /// Opens the database, creating it where nothing is; refuses what is not ours, newer, or damaged, and leaves it
    /// untouched.
    public init(_ configuration: StoreConfiguration) throws(StoreError) {
        let connection = try DatabaseConnection(configuration)
        self.configuration = configuration
        self.identity = connection.identity
        let end = try Self.journalEnd(of: connection, path: configuration.path)
        self.journalEnd = Mutex(end)
        self.access = Mutex(.open(connection))
        counters.withLock { $0.publish(end) }
    }

    /// Gives up every connection and opens the file anew, as a failed device or file system needs it.
    ///
    /// What the log shows afterwards has been written again and synced. A commit that failed at its very end may turn
    /// out to be there: ``lastBatch`` tells.
    public func reopen() throws(StoreError) {
        let path = configuration.path
        try journalEnd.withLock { end throws(StoreError) in
            guard !isClosed else { throw unavailable("open") }
            // A file that was given up in time can be unmounted, checked and mounted again.
            try? replaceAccess(with: .lost)?.close()
            let opened = try DatabaseConnection(configuration, lost: identity)
            end = try Self.journalEnd(of: opened, path: path)
            counters.withLock { $0.forgetConnection() }
            access.withLock { $0 = .open(opened) }
        }
    }

    /// Copies the log into the file and closes for good; every later call throws `closed`.
    public func close() throws(StoreError) {
        try journalEnd.withLock { _ throws(StoreError) in
            guard let connection = replaceAccess(with: .closed) else { return }
            if !configuration.isReadOnly { connection.emptyLog() }
            try connection.close()
        }
    }

    /// The number of the last batch of readings that is stored; counts up by one a batch.
    public var lastBatch: Int64 {
        journalEnd.withLock { $0.lastRow }
    }

    private var isClosed: Bool {
        access.withLock { if case .closed = $0 { true } else { false } }
    }

    private func replaceAccess(with next: Access) -> DatabaseConnection? {
        access.withLock { current in
            defer { current = next }
            return if case .open(let connection) = current { connection } else { nil }
        }
    }

    private static func journalEnd(of connection: DatabaseConnection, path: String) throws(StoreError) -> JournalEnd {
        do {
            return try connection.pool.read { try JournalEnd($0) }
        } catch {
            throw StoreError(error, operation: "open", path: path)
        }
    }

    private func pool(_ operation: String) throws(StoreError) -> DatabasePool {
        guard case .open(let connection) = access.withLock({ $0 }) else { throw unavailable(operation) }
        return connection.pool
    }

    private func unavailable(_ operation: String) -> StoreError {
        StoreError(
            kind: isClosed ? .closed : .unavailable,
            path: configuration.path,
            operation: operation,
            reason: isClosed ? "it was closed" : "it is being opened again after a fault"
        )
    }

    /// One transaction, durable on return.
    func write(_ operation: String, _ body: (Database) throws -> Void) throws(StoreError) {
        try writeWithoutTransaction(operation) { db in
            try db.inTransaction(.immediate) {
                try body(db)
                return .commit
            }
        }
    }

    /// The writing connection, with what it writes to the log counted.
    func writeWithoutTransaction(_ operation: String, _ body: (Database) throws -> Void) throws(StoreError) {
        guard !configuration.isReadOnly else {
            throw StoreError(
                kind: .readOnly,
                path: configuration.path,
                operation: operation,
                reason: "it was opened for reading",
                remedy: "ask the daemon to do it"
            )
        }
        let pool = try pool(operation)
        do {
            try pool.writeWithoutTransaction { db in
                defer { counters.withLock { $0.observeFrames(of: db) } }
                try body(db)
            }
        } catch {
            throw StoreError(error, operation: operation, path: configuration.path)
        }
    }

    /// A snapshot of the last commit; writers go on meanwhile.
    func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(StoreError) -> Value {
        let pool = try pool(operation)
        do {
            return try pool.read(body)
        } catch {
            throw StoreError(error, operation: operation, path: configuration.path)
        }
    }
}
