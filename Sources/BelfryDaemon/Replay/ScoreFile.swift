import Glibc

/// A file that is written beside its place and moved there once it is whole; what is no plain file, as a pipe, is written at once.
struct ScoreFile: ~Copyable {
    private let path: String
    /// Where it is written until it is whole; nil where it is no plain file.
    private let part: String?
    private let stream: UnsafeMutablePointer<FILE>
    private var isWhole = false

    /// Begins a file anew; `-` is standard output.
    ///
    /// - Throws: ``FileFault`` where it cannot be written.
    init(_ path: String) throws(FileFault) {
        let part = Self.isPlain(path) ? path + ".part" : nil
        guard let stream = fopen(part ?? (path == "-" ? "/dev/stdout" : path), "we") else {
            throw FileFault(file: path, reason: "it cannot be written: \(String(cString: strerror(errno)))")
        }
        self.path = path
        self.part = part
        self.stream = stream
    }

    deinit {
        fclose(stream)
        if !isWhole, let part { unlink(part) }
    }

    /// - Throws: ``FileFault`` where it cannot be written.
    func writeLine(_ line: String) throws(FileFault) {
        guard fputs(line + "\n", stream) >= 0 else { throw fault }
    }

    /// Lets everything out, and puts the file in its place.
    ///
    /// - Throws: ``FileFault`` where it cannot be written.
    mutating func finish() throws(FileFault) {
        guard fflush(stream) == 0, ferror(stream) == 0 else { throw fault }
        if let part, rename(part, path) != 0 { throw fault }
        isWhole = true
    }

    private var fault: FileFault {
        FileFault(file: path, reason: "it cannot be written on: \(String(cString: strerror(errno)))")
    }

    /// Whether a path is one of a plain file, or of none yet; a link is followed by writing, and replaced by moving.
    private static func isPlain(_ path: String) -> Bool {
        guard path != "-" else { return false }
        var status = stat()
        return lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    }
}
