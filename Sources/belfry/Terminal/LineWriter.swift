import Glibc

/// A new file, written line by line.
final class LineWriter {
    private let path: String
    private let stream: UnsafeMutablePointer<FILE>

    /// Creates the file, or empties it.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be written.
    init(_ path: String) throws(CommandFailure) {
        guard let stream = fopen(path, "we") else {
            throw CommandFailure("cannot write \(path)", why: String(cString: strerror(errno)), status: .inputOutput)
        }
        self.path = path
        self.stream = stream
    }

    deinit { fclose(stream) }

    /// Appends a line.
    ///
    /// - Throws: ``CommandFailure`` where the disk does not take it.
    func write(_ line: String, end: String = "\n") throws(CommandFailure) {
        guard fputs(line + end, stream) >= 0 else {
            throw CommandFailure("cannot write \(path)", why: String(cString: strerror(errno)), status: .inputOutput)
        }
    }
}
