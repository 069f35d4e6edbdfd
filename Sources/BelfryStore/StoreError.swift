/// What the store could not do, with which file, why, and what helps.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Kinds that callers tell apart.
    public enum Kind: String, CaseIterable, Sendable {
        /// The file belongs to another program.
        case notOurs = "not_ours"
        /// The file was written by a newer Belfry.
        case newer
        /// The file, or a row of it, is damaged.
        case corrupt
        /// No space is left on the device.
        case full
        /// The file system, or the store as it was opened, refuses writing.
        case readOnly = "readonly"
        /// The device failed.
        case io
        /// Another program holds a lock.
        case busy
        /// Another daemon runs on the same database.
        case inUse = "in_use"
        /// This user may not read or write the file or its directory.
        case permission
        /// The directory, or what was asked for, does not exist.
        case missing
        /// SQLite does not keep what we promise.
        case notDurable = "not_durable"
        /// What was handed in contradicts what is stored: trying again will not help.
        case conflict
        /// The store is being opened again after a fault.
        case unavailable
        /// The store was closed for good.
        case closed
    }

    public var kind: Kind
    public var path: String
    /// What was being done: "open", "commit".
    public var operation: String
    public var reason: String
    /// What to do about it.
    public var remedy: String
    /// SQLite's extended result code; 0 where SQLite had no part in it.
    public var code: Int32

    public init(
        kind: Kind,
        path: String,
        operation: String,
        reason: String,
        remedy: String? = nil,
        code: Int32 = 0
    ) {
        self.kind = kind
        self.path = path
        self.operation = operation
        self.reason = reason
        self.remedy = remedy ?? kind.remedy
        self.code = code
    }

    /// `cannot commit to /var/lib/belfry/belfry.db: why; what to do`.
    public var description: String {
        "cannot \(operation) \(path): \(reason); \(remedy)"
    }

    /// Whether the same call may succeed later, when the disk or its operator has come round.
    public var isWorthRetrying: Bool { kind.isWorthRetrying }
}

extension StoreError.Kind {
    var isWorthRetrying: Bool {
        switch self {
        case .conflict, .closed: false
        default: true
        }
    }

    /// What helps in most cases.
    var remedy: String {
        switch self {
        case .notOurs: "name another file as store.path; this one was left untouched"
        case .newer: "install the newer Belfry again, or name another file as store.path; this one was left untouched"
        case .corrupt: "stop Belfry, move the file and its -wal aside and start again; `sqlite3 FILE .recover` reads it"
        case .full: "free space on this file system; Belfry goes on by itself"
        case .readOnly: "mount the file system for writing; Belfry goes on by itself"
        case .io: "check the device (dmesg, smartctl); Belfry tries again by itself"
        case .busy: "close the other program's transaction; Belfry tries again by itself"
        case .inUse: "stop the other daemon, or give this one its own store.path"
        case .permission: "give the daemon's user this file and its directory (chown belfry:belfry)"
        case .missing: "create the directory (systemd does so with StateDirectory=belfry)"
        case .notDurable: "use a SQLite that honours PRAGMA synchronous=FULL in WAL mode"
        case .conflict: "report this with the log: it is a fault in Belfry"
        case .unavailable: "ask again in a few seconds; Belfry opens it again by itself"
        case .closed: "start the daemon again"
        }
    }
}
