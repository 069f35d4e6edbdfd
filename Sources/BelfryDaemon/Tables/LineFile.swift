import Glibc

/// A text file line by line, in the memory of one line.
struct LineFile: ~Copyable {
    /// The longest line: a message of 256 MiB, which is as long as MQTT has them, as base64 in a trace.
    static let byteLimit = 400 << 20

    private let path: String
    private let stream: UnsafeMutablePointer<FILE>
    private var buffer: UnsafeMutablePointer<CChar>?
    private var capacity = 0

    /// Opens a file for reading; `-` is standard input.
    ///
    /// - Throws: ``FileFault`` where it cannot be read.
    init(_ path: String) throws(FileFault) {
        guard let stream = fopen(path == "-" ? "/dev/stdin" : path, "re") else {
            throw FileFault(file: path, reason: String(cString: strerror(errno)))
        }
        self.path = path
        self.stream = stream
    }

    deinit {
        free(buffer)
        fclose(stream)
    }

    /// The next line without its end; nil at the end of the file.
    ///
    /// - Throws: ``FileFault`` where the file cannot be read on, or the line is longer than ``byteLimit``.
    mutating func next() throws(FileFault) -> [UInt8]? {
        guard var line = try nextWithEnd() else { return nil }
        while line.last == UInt8(ascii: "\n") || line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    /// The next line with its end; nil at the end of the file.
    ///
    /// - Throws: ``FileFault`` where the file cannot be read on, or the line is longer than ``byteLimit``.
    mutating func nextWithEnd() throws(FileFault) -> [UInt8]? {
        let count = getline(&buffer, &capacity, stream)
        guard count >= 0, let buffer else {
            guard ferror(stream) == 0 else {
                throw FileFault(file: path, reason: "it cannot be read on: \(String(cString: strerror(errno)))")
            }
            return nil
        }
        guard count <= Self.byteLimit else {
            throw FileFault(
                file: path,
                reason: "it has a line of \(count) bytes; more than \(Self.byteLimit) is no line"
            )
        }
        return Array(UnsafeRawBufferPointer(start: buffer, count: count))
    }
}
