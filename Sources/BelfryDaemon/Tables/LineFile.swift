import Glibc

/// A text file line by line, in the memory of one line.
struct LineFile: ~Copyable {
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
        self.stream = stream
    }

    deinit {
        free(buffer)
        fclose(stream)
    }

    /// The next line without its end; nil at the end of the file.
    mutating func next() -> [UInt8]? {
        guard var line = nextWithEnd() else { return nil }
        while line.last == UInt8(ascii: "\n") || line.last == UInt8(ascii: "\r") { line.removeLast() }
        return line
    }

    /// The next line with its end; nil at the end of the file.
    mutating func nextWithEnd() -> [UInt8]? {
        let count = getline(&buffer, &capacity, stream)
        guard count >= 0, let buffer else { return nil }
        return Array(UnsafeRawBufferPointer(start: buffer, count: count))
    }
}
