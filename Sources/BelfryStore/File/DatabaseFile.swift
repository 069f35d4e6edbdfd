// Looks at what lies at the store's path before SQLite may touch it, so that somebody else's file, or a damaged one,
// stays as it is.

import FoundationEssentials
import Glibc

/// The database file and its companions, seen from outside.
struct DatabaseFile {
    var path: String
    /// What it is to be.
    var schema: DatabaseSchema

    /// The write-ahead log beside it.
    var walPath: String { path + "-wal" }

    /// The index of the log, by whose locks readers hold their snapshots.
    var shmPath: String { path + "-shm" }

    /// What may be done with the path.
    enum Finding: Equatable {
        /// Nothing is there, or an empty file.
        case fresh
        /// One of our databases; `isClean` where it was closed properly.
        case ours(isClean: Bool)
    }

    /// Looks, changes nothing, and throws where Belfry must keep its hands off.
    func inspect(forWriting: Bool) throws(StoreError) -> Finding {
        try checkDirectory(forWriting: forWriting)
        let walBytes = Self.size(of: walPath) ?? 0
        guard let size = Self.size(of: path), size > 0 else {
            guard walBytes == 0 else {
                throw error(.corrupt, "it is missing or empty, but its write-ahead log \(walPath) is not")
            }
            guard forWriting else { throw error(.missing, "there is no database", remedy: "start the daemon once") }
            return .fresh
        }
        try check(path, for: forWriting ? R_OK | W_OK : R_OK)
        try checkHeader(size: size, hasLog: walBytes > 0)
        return .ours(isClean: walBytes == 0)
    }

    /// Bytes of a file; nil where it does not exist.
    static func size(of path: String) -> Int64? {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Creates the empty file with its permissions, which SQLite then gives the write-ahead log as well.
    func create(mode: UInt32) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw systemError(errno) }
        fchmod(descriptor, mode_t(mode))
        close(descriptor)
    }

    /// Permissions of a new file: operators have no business in the journal.
    func mode(_ configuration: StoreConfiguration) -> UInt32 {
        schema.isPrivate ? configuration.fileMode & 0o600 : configuration.fileMode
    }

    private func checkDirectory(forWriting: Bool) throws(StoreError) {
        let directory = path.contains("/") ? String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) : "."
        var status = stat()
        guard stat(directory.isEmpty ? "/" : directory, &status) == 0 else {
            throw error(.missing, "the directory \(directory) does not exist")
        }
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw error(.notOurs, "it is not a file")
        }
        if forWriting { try check(directory.isEmpty ? "/" : directory, for: W_OK | X_OK) }
    }

    private func check(_ path: String, for access: CInt) throws(StoreError) {
        // With the effective rights, as opening the file will be.
        guard faccessat(AT_FDCWD, path, access, AT_EACCESS) == 0 else { throw systemError(errno) }
    }

    private func checkHeader(size: Int64, hasLog: Bool) throws(StoreError) {
        guard let header = DatabaseHeader(try firstBytes()) else {
            throw error(.corrupt, "its first page is not that of an SQLite database")
        }
        // A power cut between the first page and the schema leaves a database of nobody.
        let isBlank = header.applicationID == 0 && header.isSchemaEmpty
        guard header.applicationID == schema.applicationID || isBlank else {
            let identifier = "application_id \(header.applicationID), Belfry's is \(schema.applicationID)"
            throw error(.notOurs, "it belongs to another program (\(identifier))")
        }
        guard header.schemaVersion <= schema.version else { throw newer(header.schemaVersion) }
        // With a log the file may rightly be shorter than its header says.
        if !hasLog, let pages = header.pageCount, size < pages * header.pageSize {
            throw error(.corrupt, "it is cut short: \(size) bytes of \(pages * header.pageSize)")
        }
    }

    /// As much of the file as ``DatabaseHeader`` needs.
    func firstBytes() throws(StoreError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw systemError(errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: DatabaseHeader.byteCount)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else { throw systemError(errno) }
        return Array(bytes.prefix(count))
    }

    func newer(_ version: Int32) -> StoreError {
        error(.newer, "its schema has version \(version), this Belfry knows up to \(schema.version)")
    }

    func error(_ kind: StoreError.Kind, _ reason: String, remedy: String? = nil) -> StoreError {
        StoreError(kind: kind, path: path, operation: "open", reason: reason, remedy: remedy)
    }

    func systemError(_ code: CInt) -> StoreError {
        let kind: StoreError.Kind =
            switch code {
            case EACCES, EPERM: .permission
            case EROFS: .readOnly
            case ENOSPC, EDQUOT: .full
            case ENOENT, ENOTDIR: .missing
            default: .io
            }
        return error(kind, String(cString: strerror(code)))
    }
}
