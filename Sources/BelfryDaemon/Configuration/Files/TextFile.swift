// Reading whole small files with the reason where it fails; secrets are checked on the open file, so that the file that
// was judged is the file that is read.

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Files of the configuration.
enum TextFile {
    /// Why a file was not read.
    struct Failure: Error {
        var problem: String
        var remedy: String
    }

    /// The text of a file, see ``bytes(of:limit:isSecret:)``.
    static func read(_ path: String, limit: Int, isSecret: Bool = false) throws(Failure) -> String {
        let bytes = try bytes(of: path, limit: limit, isSecret: isSecret)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(problem: "\(path) is not UTF-8", remedy: "save it as UTF-8")
        }
        return text
    }

    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - limit: the most bytes it may have.
    ///   - isSecret: refuse a file that anybody but its owner may read.
    static func bytes(of path: String, limit: Int, isSecret: Bool = false) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure(path, errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(problem: "\(path) is not a regular file", remedy: "name a file")
        }
        if isSecret, status.st_mode & 0o077 != 0 {
            throw Failure(problem: "\(path) holds a secret and others may read it", remedy: "chmod 600 \(path)")
        }
        guard status.st_size <= limit else {
            throw Failure(problem: "\(path) is larger than \(limit) bytes", remedy: "split it")
        }
        return try readAll(file, path: path, limit: limit)
    }

    /// Why a file cannot be opened for reading; nil where it can.
    static func failureToOpen(_ path: String) -> Failure? {
        access(path, R_OK) == 0 ? nil : failure(path, errno)
    }

    /// The files that a pattern such as `rules.d/*.yaml` names, in the order of their bytes.
    static func matching(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard glob(pattern, 0, nil, &result) == 0, let paths = result.gl_pathv else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }.sorted()
    }

    /// `path` itself where it is absolute, else seen from `folder`.
    static func resolve(_ path: String, from folder: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func readAll(_ file: Int32, path: String, limit: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = readChunk(file, &chunk)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, errno)
            }
            bytes += chunk[..<count]
        }
        throw Failure(problem: "\(path) is larger than \(limit) bytes", remedy: "split it")
    }

    private static func failure(_ path: String, _ code: Int32) -> Failure {
        let remedy =
            switch code {
            case ENOENT: "create it or name another"
            case EACCES: "let the user that runs belfry read it"
            default: ""
            }
        return Failure(problem: "\(path) cannot be read: \(String(cString: strerror(code)))", remedy: remedy)
    }
}

/// `read(2)` under a name that does not collide with ``TextFile/read(_:limit:isSecret:)``.
private func readChunk(_ file: Int32, _ chunk: inout [UInt8]) -> Int {
    read(file, &chunk, chunk.count)
}
