import GRDB
import Synchronization

/// One of the store's files while the daemon lives: open, given up after a fault and opened again, closed.
///
/// ```
///            write: one thread at a time                       read: any thread
///                        │                                          ▲
///                        ▼                                          │
///     file-wal  append ──► fsync ──► return            file  ◄── snapshot of the last commit
///                        │                               ▲
///                        └────────── checkpoint ─────────┘
/// ```
final class DatabaseAccess: Sendable {
    let file: DatabaseFile
    let configuration: StoreConfiguration
    /// By it the database is known again after a fault.
    let identity: Int64
    /// Whether the stop before this opening was clean.
    let wasClean: Bool
    /// What this process has written into the file.
    let written = Mutex(WriteCounters())

    private enum Access: Sendable {
        case open(DatabaseConnection)
        /// Given up after a fault; ``reopen()`` has not succeeded yet.
        case lost
        case closed
    }

    private let access: Mutex<Access>

    /// Opens the file, creating it where nothing is; refuses what is not ours, newer, or damaged, and leaves it untouched.
    ///
    /// - Parameter identity: of the store that the file must belong to; nil takes any, and a new one for a new file.
    init(_ file: DatabaseFile, configuration: StoreConfiguration, identity: Int64? = nil) throws(StoreError) {
        let connection = try DatabaseConnection(
            file,
            configuration: configuration,
            expecting: identity.map { .store($0) } ?? .any
        )
        self.file = file
        self.configuration = configuration
        self.identity = connection.identity
        self.wasClean = connection.wasClean
        self.access = Mutex(.open(connection))
    }

    /// Closes every connection until ``reopen()``: a file that was given up in time can be unmounted, checked and mounted again.
    func giveUp() {
        try? replaceAccess(with: .lost)?.close()
    }

    /// Gives up every connection and opens the file anew, as a failed device or file system needs it.
    func reopen() throws(StoreError) {
        try reopen(expecting: .lost(identity))
    }

    /// The same, where it may also be another file than before.
    func reopen(expecting expectation: DatabaseConnection.Expectation) throws(StoreError) {
        guard !isClosed else { throw unavailable("open") }
        giveUp()
        let opened = try DatabaseConnection(file, configuration: configuration, expecting: expectation)
        written.withLock { $0.forgetConnection() }
        access.withLock { $0 = .open(opened) }
    }

    /// Copies the log into the file and closes for good; every later call throws `closed`.
    func close() throws(StoreError) {
        guard let connection = replaceAccess(with: .closed) else { return }
        if !configuration.isReadOnly { connection.emptyLog() }
        try connection.close()
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
                path: file.path,
                operation: operation,
                reason: "it was opened for reading",
                remedy: "ask the daemon to do it"
            )
        }
        let pool = try pool(operation)
        do {
            try pool.writeWithoutTransaction { db in
                defer { written.withLock { $0.observeFrames(of: db) } }
                try body(db)
            }
        } catch {
            throw StoreError(error, operation: operation, path: file.path)
        }
    }

    /// Throws where a write would find the file locked; writes nothing.
    func probe() throws(StoreError) {
        try writeWithoutTransaction("write to") { db in
            try db.inTransaction(.immediate) { .rollback }
        }
    }

    /// Looks through the whole file, at about the device's speed; writers go on meanwhile.
    ///
    /// - Throws: `corrupt` where something is wrong.
    func checkWhole() throws(StoreError) {
        try read("check") { try DatabaseConnection.quickCheck("", of: $0, file) }
    }

    /// A snapshot of the last commit; writers go on meanwhile.
    func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(StoreError) -> Value {
        let pool = try pool(operation)
        do {
            return try pool.read(body)
        } catch {
            throw StoreError(error, operation: operation, path: file.path)
        }
    }

    private var isClosed: Bool {
        access.withLock { if case .closed = $0 { true } else { false } }
    }

    private func replaceAccess(with next: Access) -> DatabaseConnection? {
        access.withLock { current in
            defer { if case .closed = current {} else { current = next } }
            return if case .open(let connection) = current { connection } else { nil }
        }
    }

    private func pool(_ operation: String) throws(StoreError) -> DatabasePool {
        guard case .open(let connection) = access.withLock({ $0 }) else { throw unavailable(operation) }
        return connection.pool
    }

    private func unavailable(_ operation: String) -> StoreError {
        StoreError(
            kind: isClosed ? .closed : .unavailable,
            path: file.path,
            operation: operation,
            reason: isClosed ? "it was closed" : "it is being opened again after a fault"
        )
    }
}
