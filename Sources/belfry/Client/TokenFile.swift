import Glibc

/// Reads a token or a password from its file, and only from one that nobody else can read.
enum TokenFile {
    /// A token is one line of at most so many bytes.
    private static let byteLimit = 4 << 10

    /// The token, without surrounding blanks.
    ///
    /// - Parameter what: what the file holds, in the words of a complaint.
    static func read(_ path: String, holding what: String = "token") throws(CommandFailure) -> String {
        func fault(_ path: String, _ why: String, remedy: String, status: CommandStatus) -> CommandFailure {
            CommandFailure("cannot use the \(what) in \(path)", why: why, remedy: remedy, status: status)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw fault(path, String(cString: strerror(errno)), remedy: "check the path", status: .noInput)
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw fault(path, "it is not a file", remedy: "check the path", status: .noInput)
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw fault(path, "others may read it", remedy: "run \"chmod 600 \(path)\"", status: .configuration)
        }
        var buffer = [UInt8](repeating: 0, count: byteLimit)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        guard count >= 0 else { throw fault(path, String(cString: strerror(errno)), remedy: "", status: .inputOutput) }
        let token = String(decoding: buffer[..<count], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard token.count == 1 else {
            throw fault(
                path,
                "it does not hold one \(what)",
                remedy: "put the \(what) alone into it",
                status: .configuration
            )
        }
        return String(token[0])
    }
}
