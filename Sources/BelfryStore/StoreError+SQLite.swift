import GRDB

extension StoreError {
    /// What GRDB, SQLite or one of our own decoders threw, in the words of the store.
    init(_ error: any Error, operation: String, path: String) {
        switch error {
        case let error as StoreError:
            self = error
        case let error as DatabaseError:
            let kind = Kind(resultCode: error.resultCode)
            self.init(
                kind: kind,
                path: path,
                operation: operation,
                reason: "\(error.message ?? "no message") (SQLite code \(error.extendedResultCode.rawValue))",
                code: error.extendedResultCode.rawValue
            )
        default:
            self.init(kind: .io, path: path, operation: operation, reason: "\(error)")
        }
    }
}

extension StoreError.Kind {
    fileprivate init(resultCode: ResultCode) {
        switch resultCode {
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt
        case .SQLITE_PERM, .SQLITE_AUTH: self = .permission
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG: self = .conflict
        // GRDB says so of a connection that was closed while somebody waited for it.
        case .SQLITE_MISUSE: self = .unavailable
        default: self = .io
        }
    }
}
