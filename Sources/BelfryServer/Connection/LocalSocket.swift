import Glibc

/// The file of the local socket: made room for before listening, opened to its group afterwards, removed at the end.
struct LocalSocket: Sendable {
    /// `sun_path` of unix(7) less its terminator.
    static let pathBytesAtMost = 107
    /// Owner and group may connect; the unit's group is the operators'.
    static let mode: mode_t = 0o660

    let path: String

    /// Removes what a killed daemon left behind, and nothing else.
    ///
    /// - Throws: ``ServerError`` where the path is too long, holds something that is no socket, or somebody listens.
    func makeRoom() throws(ServerError) {
        guard path.utf8.count <= Self.pathBytesAtMost else {
            throw ServerError("cannot listen on \(path): the path is longer than \(Self.pathBytesAtMost) bytes")
        }
        guard let kind = fileKind() else { return }
        guard kind == S_IFSOCK else {
            throw ServerError("cannot listen on \(path): it is a file and not a socket; remove it or name another path")
        }
        let refusal = connectOnce()
        guard refusal == ECONNREFUSED else {
            let reason = refusal == 0 ? "another process listens there" : String(cString: strerror(refusal))
            throw ServerError("cannot listen on \(path): \(reason); stop the other daemon or name another path")
        }
        unlink(path)
    }

    /// Lets the group connect.
    func open() throws(ServerError) {
        guard chmod(path, Self.mode) == 0 else {
            throw ServerError("cannot open \(path) to its group: \(String(cString: strerror(errno)))")
        }
    }

    /// Removes the file, unless a later daemon has put its own there.
    func remove() {
        if fileKind() == S_IFSOCK, connectOnce() == ECONNREFUSED { unlink(path) }
    }

    private func fileKind() -> mode_t? {
        var information = stat()
        return lstat(path, &information) == 0 ? information.st_mode & S_IFMT : nil
    }

    /// 0 where somebody listens, else the error number.
    private func connectOnce() -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return errno }
        defer { Glibc.close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(Self.pathBytesAtMost)) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return status == 0 || errno == EAGAIN ? 0 : errno
    }
}
